package dev.openenv.environments.openspiel;

import java.util.Arrays;
import java.util.List;

/**
 * Cliff walking (R. S. Sutton and A. G. Barto, "Reinforcement Learning", 2nd edition, example 6.6): from the lower left
 * corner to the lower right corner, between them the cliff.
 */
final class CliffWalking implements Position {

    static final int RIGHT = 0;
    static final int UP = 1;
    static final int LEFT = 2;
    static final int DOWN = 3;

    private static final int ACTIONS = 4;
    private static final List<Integer> ALL = List.of(RIGHT, UP, LEFT, DOWN);

    private final Grid grid;
    private final int row;
    private final int column;
    private final double reward;
    private final byte[] history;

    /**
     * Where one walks.
     *
     * @param fallEnds whether the cliff ends the game; else it sends the walker back to the start
     */
    record Grid(int rows, int columns, int horizon, boolean fallEnds) {
        Grid {
            if (rows < 2 || columns < 3 || horizon < 1) {
                throw new IllegalArgumentException("cliff walking needs at least 2 rows, 3 columns and 1 step, got "
                        + rows + " x " + columns + " and " + horizon);
            }
        }

        boolean goal(int row, int column) {
            return row == rows - 1 && column == columns - 1;
        }

        boolean cliff(int row, int column) {
            return row == rows - 1 && column > 0 && column < columns - 1;
        }
    }

    private CliffWalking(Grid grid, int row, int column, double reward, byte[] history) {
        this.grid = grid;
        this.row = row;
        this.column = column;
        this.reward = reward;
        this.history = history;
    }

    static CliffWalking start(Grid grid) {
        return new CliffWalking(grid, grid.rows - 1, 0, 0, new byte[0]);
    }

    int row() {
        return row;
    }

    int column() {
        return column;
    }

    @Override
    public int player() {
        var over = history.length == grid.horizon || grid.goal(row, column) || grid.cliff(row, column);
        return over ? OVER : 0;
    }

    @Override
    public List<Integer> actions() {
        return player() == OVER ? List.of() : ALL;
    }

    @Override
    public CliffWalking after(int action) {
        var toRow = row + (action == DOWN ? 1 : action == UP ? -1 : 0);
        var toColumn = column + (action == RIGHT ? 1 : action == LEFT ? -1 : 0);
        toRow = Math.max(0, Math.min(grid.rows - 1, toRow));
        toColumn = Math.max(0, Math.min(grid.columns - 1, toColumn));
        var longer = Arrays.copyOf(history, history.length + 1);
        longer[history.length] = (byte) action;
        if (!grid.cliff(toRow, toColumn)) {
            return new CliffWalking(grid, toRow, toColumn, -1, longer);
        }
        return grid.fallEnds
                ? new CliffWalking(grid, toRow, toColumn, -100, longer)
                : new CliffWalking(grid, grid.rows - 1, 0, -100, longer);
    }

    @Override
    public double reward(int player) {
        return reward;
    }

    @Override
    public List<Double> view(int player) {
        var view = new InfoState(ACTIONS * grid.horizon);
        for (var time = 0; time < history.length; time++) {
            view.one(ACTIONS * time + history[time]);
        }
        return view.list();
    }

    @Override
    public String text(int player) {
        var text = new StringBuilder();
        for (var r = 0; r < grid.rows; r++) {
            text.append(r == 0 ? "" : "\n");
            for (var c = 0; c < grid.columns; c++) {
                var here = r == row && c == column;
                text.append(c == 0 ? "" : " ");
                text.append(
                        here && grid.cliff(r, c)
                                ? 'X'
                                : here ? '@' : grid.cliff(r, c) ? '#' : grid.goal(r, c) ? 'G' : '.');
            }
        }
        return text.toString();
    }
}
