package dev.openenv.environments.connectfour;

import java.util.ArrayList;
import java.util.List;

/**
 * A position as two sets of bits: bit {@code 7 * column + height} is the cell of a column at a height counted from the
 * bottom. The seventh bit of each column stays empty, so that lines do not run from one column into the next. Immutable.
 *
 * @param first discs of the player who began
 * @param second discs of the other player
 */
record Discs(long first, long second) {

    static final int ROWS = 6;
    static final int COLUMNS = 7;
    static final Discs NONE = new Discs(0, 0);

    private static final int STRIDE = ROWS + 1;

    static Discs of(List<List<Integer>> board) {
        var first = 0L;
        var second = 0L;
        for (var row = 0; row < ROWS; row++) {
            for (var column = 0; column < COLUMNS; column++) {
                int owner = board.get(row).get(column);
                if (owner > 0) {
                    first |= cell(row, column);
                } else if (owner < 0) {
                    second |= cell(row, column);
                }
            }
        }
        return new Discs(first, second);
    }

    /** The bit of a cell whose row is counted from the top. */
    static long cell(int row, int column) {
        return 1L << (STRIDE * column + ROWS - 1 - row);
    }

    static boolean columnFree(long taken, int column) {
        return column >= 0 && column < COLUMNS && (taken & cell(0, column)) == 0;
    }

    /** The bit where a disc comes to rest; the column must be free. */
    static long landing(long taken, int column) {
        var bottom = cell(ROWS - 1, column);
        return (taken + bottom) & ~taken & columnMask(column);
    }

    private static long columnMask(int column) {
        return ((1L << ROWS) - 1) << (STRIDE * column);
    }

    /** Whether a set of discs has four in a row: up, across or along a diagonal. */
    static boolean hasFour(long discs) {
        for (var step : new int[] {1, STRIDE, STRIDE - 1, STRIDE + 1}) {
            var pairs = discs & (discs >> step);
            if ((pairs & (pairs >> (2 * step))) != 0) {
                return true;
            }
        }
        return false;
    }

    long taken() {
        return first | second;
    }

    boolean free(int column) {
        return columnFree(taken(), column);
    }

    Discs drop(int column, int player) {
        var disc = landing(taken(), column);
        return player > 0 ? new Discs(first | disc, second) : new Discs(first, second | disc);
    }

    boolean wonBy(int player) {
        return hasFour(player > 0 ? first : second);
    }

    boolean full() {
        return Long.bitCount(taken()) == ROWS * COLUMNS;
    }

    int owner(int row, int column) {
        var cell = cell(row, column);
        return (first & cell) != 0 ? 1 : (second & cell) != 0 ? -1 : 0;
    }

    List<Integer> freeColumns() {
        var columns = new ArrayList<Integer>(COLUMNS);
        for (var column = 0; column < COLUMNS; column++) {
            if (free(column)) {
                columns.add(column);
            }
        }
        return List.copyOf(columns);
    }

    List<List<Integer>> rows() {
        var rows = new ArrayList<List<Integer>>(ROWS);
        for (var row = 0; row < ROWS; row++) {
            var cells = new Integer[COLUMNS];
            for (var column = 0; column < COLUMNS; column++) {
                cells[column] = owner(row, column);
            }
            rows.add(List.of(cells));
        }
        return List.copyOf(rows);
    }
}
