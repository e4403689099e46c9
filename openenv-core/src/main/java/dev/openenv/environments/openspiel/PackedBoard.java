package dev.openenv.environments.openspiel;

import java.util.List;

/**
 * A board of 2048 in one long, for search: cell c in the four bits from 4 * c, as the power of two of its tile. Rows are
 * looked up in tables that are made on first use (65,536 rows).
 */
final class PackedBoard {

    private static final int ROWS = 1 << 16;
    private static final int ROW = ROWS - 1;
    private static final char[] LEFT = new char[ROWS];
    private static final char[] RIGHT = new char[ROWS];
    private static final int[] WORTH = new int[ROWS];

    static {
        for (var row = 0; row < ROWS; row++) {
            LEFT[row] = (char) slide(row);
            RIGHT[row] = (char) mirror(slide(mirror(row)));
            WORTH[row] = worthOf(row);
        }
    }

    private PackedBoard() {}

    /** The board of a view. */
    static long pack(List<Double> view) {
        var board = 0L;
        for (var cell = 0; cell < view.size(); cell++) {
            var tile = view.get(cell).intValue();
            if (tile > 0) {
                board |= (long) Integer.numberOfTrailingZeros(tile) << (4 * cell);
            }
        }
        return board;
    }

    /** The board after all tiles slid, the same board when none can. */
    static long move(long board, int direction) {
        return switch (direction) {
            case TwentyFortyEight.UP -> transpose(rows(transpose(board), LEFT));
            case TwentyFortyEight.RIGHT -> rows(board, RIGHT);
            case TwentyFortyEight.DOWN -> transpose(rows(transpose(board), RIGHT));
            default -> rows(board, LEFT);
        };
    }

    /** How promising a board is: greater is better. */
    static int worth(long board) {
        return lines(board) + lines(transpose(board));
    }

    private static int lines(long board) {
        return WORTH[(int) board & ROW]
                + WORTH[(int) (board >>> 16) & ROW]
                + WORTH[(int) (board >>> 32) & ROW]
                + WORTH[(int) (board >>> 48)];
    }

    private static long rows(long board, char[] table) {
        return table[(int) board & ROW]
                | (long) table[(int) (board >>> 16) & ROW] << 16
                | (long) table[(int) (board >>> 32) & ROW] << 32
                | (long) table[(int) (board >>> 48)] << 48;
    }

    /** Swaps rows and columns: first within each 2 x 2 block, then the blocks. */
    private static long transpose(long board) {
        var inner = (board ^ (board >>> 12)) & 0x0000F0F00000F0F0L;
        var swapped = board ^ inner ^ (inner << 12);
        var outer = (swapped ^ (swapped >>> 24)) & 0x00000000FF00FF00L;
        return swapped ^ outer ^ (outer << 24);
    }

    private static int mirror(int row) {
        return (row & 0xF) << 12 | (row & 0xF0) << 4 | (row & 0xF00) >>> 4 | row >>> 12;
    }

    private static int slide(int row) {
        var result = 0;
        var free = 0;
        var last = 0;
        for (var place = 0; place < 4; place++) {
            var power = (row >>> (4 * place)) & 0xF;
            if (power == 0) {
                continue;
            }
            // 15 is the most that four bits hold; such tiles stay apart.
            if (power == last && power < 15) {
                result += 1 << (4 * (free - 1));
                last = 0;
            } else {
                result |= power << (4 * free);
                last = power;
                free++;
            }
        }
        return result;
    }

    /** Free cells and neighbours that can merge are good, lines that go up and down are bad. */
    private static int worthOf(int row) {
        var free = 0;
        var merges = 0;
        var rises = 0;
        var falls = 0;
        var sum = 0;
        for (var place = 0; place < 4; place++) {
            var power = (row >>> (4 * place)) & 0xF;
            free += power == 0 ? 1 : 0;
            sum += power * power * power;
            if (place > 0) {
                var before = (row >>> (4 * (place - 1))) & 0xF;
                merges += power != 0 && power == before ? 1 : 0;
                var step = cube(power) * power - cube(before) * before;
                rises += Math.max(0, step);
                falls += Math.max(0, -step);
            }
        }
        return 100_000 + 270 * free + 700 * merges - 47 * Math.min(rises, falls) / 10 - 11 * sum / 4;
    }

    private static int cube(int power) {
        return power * power * power;
    }
}
