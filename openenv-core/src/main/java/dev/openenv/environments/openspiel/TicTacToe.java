package dev.openenv.environments.openspiel;

import java.util.ArrayList;
import java.util.List;

/**
 * Tic-tac-toe on 9 cells, numbered row by row. Player 0 is X and begins.
 *
 * @param crosses the cells of player 0, one bit each
 * @param noughts the cells of player 1, one bit each
 */
record TicTacToe(int crosses, int noughts) implements Position {

    static final int CELLS = 9;

    private static final int FULL = (1 << CELLS) - 1;
    private static final int[] LINES = {0007, 0070, 0700, 0111, 0222, 0444, 0124, 0421};

    static TicTacToe start() {
        return new TicTacToe(0, 0);
    }

    @Override
    public int player() {
        if (wins(crosses) || wins(noughts) || (crosses | noughts) == FULL) {
            return OVER;
        }
        return Integer.bitCount(crosses) == Integer.bitCount(noughts) ? 0 : 1;
    }

    @Override
    public List<Integer> actions() {
        if (player() == OVER) {
            return List.of();
        }
        var free = new ArrayList<Integer>(CELLS);
        for (var cell = 0; cell < CELLS; cell++) {
            if (!holds(crosses | noughts, cell)) {
                free.add(cell);
            }
        }
        return List.copyOf(free);
    }

    @Override
    public TicTacToe after(int action) {
        var cell = 1 << action;
        return player() == 0 ? new TicTacToe(crosses | cell, noughts) : new TicTacToe(crosses, noughts | cell);
    }

    @Override
    public double reward(int player) {
        if (wins(player == 0 ? crosses : noughts)) {
            return 1;
        }
        return wins(player == 0 ? noughts : crosses) ? -1 : 0;
    }

    @Override
    public List<Double> view(int player) {
        var view = new InfoState(3 * CELLS);
        for (var cell = 0; cell < CELLS; cell++) {
            var plane = holds(crosses, cell) ? 2 : holds(noughts, cell) ? 1 : 0;
            view.one(plane * CELLS + cell);
        }
        return view.list();
    }

    @Override
    public String text(int player) {
        var text = new StringBuilder();
        for (var cell = 0; cell < CELLS; cell++) {
            text.append(holds(crosses, cell) ? " X " : holds(noughts, cell) ? " O " : " " + cell + " ");
            if (cell % 3 < 2) {
                text.append('|');
            } else if (cell < CELLS - 1) {
                text.append("\n---+---+---\n");
            }
        }
        return text.toString();
    }

    private static boolean holds(int cells, int cell) {
        return (cells >> cell & 1) == 1;
    }

    private static boolean wins(int cells) {
        for (var line : LINES) {
            if ((cells & line) == line) {
                return true;
            }
        }
        return false;
    }
}
