package dev.openenv.environments.openspiel;

import java.util.List;

/** Catch: a ball falls down a grid of 10 rows and 5 columns, a paddle moves along the lowest row. */
record Catch(int ballRow, int ballColumn, int paddle) implements Position {

    static final int ROWS = 10;
    static final int COLUMNS = 5;

    private static final int ABOVE = -1;
    private static final List<Integer> DROPS = List.of(0, 1, 2, 3, 4);
    private static final List<Integer> MOVES = List.of(0, 1, 2);

    static Catch start() {
        return new Catch(ABOVE, ABOVE, COLUMNS / 2);
    }

    @Override
    public int player() {
        if (ballRow == ABOVE) {
            return CHANCE;
        }
        return landed() ? OVER : 0;
    }

    @Override
    public List<Integer> actions() {
        return switch (player()) {
            case CHANCE -> DROPS;
            case OVER -> List.of();
            default -> MOVES;
        };
    }

    @Override
    public Catch after(int action) {
        if (ballRow == ABOVE) {
            return new Catch(0, action, paddle);
        }
        var moved = Math.max(0, Math.min(COLUMNS - 1, paddle + action - 1));
        return new Catch(ballRow + 1, ballColumn, moved);
    }

    @Override
    public double reward(int player) {
        if (!landed()) {
            return 0;
        }
        return paddle == ballColumn ? 1 : -1;
    }

    @Override
    public List<Double> view(int player) {
        var view = new InfoState(ROWS * COLUMNS).one((ROWS - 1) * COLUMNS + paddle);
        if (ballRow != ABOVE) {
            view.one(ballRow * COLUMNS + ballColumn);
        }
        return view.list();
    }

    @Override
    public String text(int player) {
        var text = new StringBuilder();
        for (var row = 0; row < ROWS; row++) {
            text.append(row == 0 ? "|" : "\n|");
            for (var column = 0; column < COLUMNS; column++) {
                var ball = row == ballRow && column == ballColumn;
                var here = row == ROWS - 1 && column == paddle;
                text.append(ball && here ? '@' : ball ? 'o' : here ? '=' : ' ');
            }
            text.append('|');
        }
        return text.toString();
    }

    private boolean landed() {
        return ballRow == ROWS - 1;
    }
}
