package dev.openenv.environments.gridworld;

/** One step in {@link GridWorld}, where x counts rows from the top and y columns from the left. */
public enum Direction {
    /** To the row above: x - 1. */
    UP(-1, 0),
    /** To the row below: x + 1. */
    DOWN(1, 0),
    /** To the column on the left: y - 1. */
    LEFT(0, -1),
    /** To the column on the right: y + 1. */
    RIGHT(0, 1);

    private final int dx;
    private final int dy;

    Direction(int dx, int dy) {
        this.dx = dx;
        this.dy = dy;
    }

    int dx() {
        return dx;
    }

    int dy() {
        return dy;
    }
}
