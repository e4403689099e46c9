package dev.openenv.environments.snake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The 20 x 20 cells of a snake's world, numbered row by row, with a wall around. It keeps the lists that it showed last
 * and makes new ones only for rows that have changed.
 */
final class Field {

    static final int SIZE = 20;
    static final int CELLS = SIZE * SIZE;

    static final int EMPTY = 0;
    static final int WALL = 1;
    static final int FRUIT = 2;
    static final int HEAD = 3;
    static final int BODY = 4;
    static final int TAIL = 5;

    /** Steps to the neighbours, clockwise from the one above. */
    static final int[] STEPS = {-SIZE, 1, SIZE, -1};

    /** The planes of each kind of cell. */
    private static final List<List<Double>> PLANES =
            List.of(plane(-1), plane(0), plane(1), plane(5), plane(6), plane(7));

    private final int[] codes = new int[CELLS];
    private final List<List<Integer>> grid = new ArrayList<>(Collections.nCopies(SIZE, List.of()));
    private final List<List<List<Double>>> planes = new ArrayList<>(Collections.nCopies(SIZE, List.of()));
    private int changedRows;

    Field() {
        clear();
    }

    void clear() {
        for (var cell = 0; cell < CELLS; cell++) {
            var row = cell / SIZE;
            var column = cell % SIZE;
            codes[cell] = row == 0 || row == SIZE - 1 || column == 0 || column == SIZE - 1 ? WALL : EMPTY;
        }
        changedRows = (1 << SIZE) - 1;
    }

    int at(int cell) {
        return codes[cell];
    }

    void put(int cell, int code) {
        codes[cell] = code;
        changedRows |= 1 << (cell / SIZE);
    }

    /** How many cells are empty. */
    int empty() {
        var count = 0;
        for (var code : codes) {
            count += code == EMPTY ? 1 : 0;
        }
        return count;
    }

    /** The empty cell with this number among the empty ones, from 0. */
    int emptyCell(int number) {
        var left = number;
        for (var cell = 0; cell < CELLS; cell++) {
            if (codes[cell] == EMPTY && left-- == 0) {
                return cell;
            }
        }
        throw new IllegalArgumentException("there is no empty cell number " + number);
    }

    List<List<Integer>> grid() {
        refresh();
        return List.copyOf(grid);
    }

    List<List<List<Double>>> planes() {
        refresh();
        return List.copyOf(planes);
    }

    private void refresh() {
        for (var row = 0; changedRows != 0; row++, changedRows >>>= 1) {
            if ((changedRows & 1) != 0) {
                var numbers = new Integer[SIZE];
                var cells = new Object[SIZE];
                for (var column = 0; column < SIZE; column++) {
                    var code = codes[row * SIZE + column];
                    numbers[column] = code;
                    cells[column] = PLANES.get(code);
                }
                grid.set(row, List.of(numbers));
                planes.set(row, planesOf(cells));
            }
        }
    }

    @SuppressWarnings("unchecked") // holds items of PLANES only
    private static List<List<Double>> planesOf(Object[] cells) {
        return (List<List<Double>>) (List<?>) List.of(cells);
    }

    private static List<Double> plane(int one) {
        var numbers = new Double[8];
        Arrays.fill(numbers, 0.0);
        if (one >= 0) {
            numbers[one] = 1.0;
        }
        return List.of(numbers);
    }
}
