package dev.openenv.environments.snake;

import java.util.Arrays;

/** How far every cell of the field is from one of them, by breadth-first search around what is blocked. */
final class Distances {

    private final int[] steps = new int[Field.CELLS];
    private int reached;

    private Distances() {}

    /**
     * Searches from a cell, which may itself be blocked.
     *
     * @param from the start
     * @param blocked which cells cannot be entered; the outer ring must be
     */
    static Distances from(int from, boolean[] blocked) {
        var distances = new Distances();
        Arrays.fill(distances.steps, -1);
        distances.steps[from] = 0;
        var queue = new int[Field.CELLS];
        queue[0] = from;
        var end = 1;
        for (var next = 0; next < end; next++) {
            for (var step : Field.STEPS) {
                var cell = queue[next] + step;
                if (!blocked[cell] && distances.steps[cell] < 0) {
                    distances.steps[cell] = distances.steps[queue[next]] + 1;
                    queue[end++] = cell;
                }
            }
        }
        distances.reached = end;
        return distances;
    }

    /** Steps to a cell, or -1 when there is no way. */
    int to(int cell) {
        return steps[cell];
    }

    /** How many cells can be reached, the start among them. */
    int reached() {
        return reached;
    }
}
