package dev.openenv.environments.maze;

import java.util.List;

/** A place in the maze, [0, 0] upper left. */
record Cell(int column, int row) {

    /** The neighbour that a move leads to, wall or not. */
    Cell after(int action) {
        return switch (action) {
            case MazeMove.UP -> new Cell(column, row - 1);
            case MazeMove.DOWN -> new Cell(column, row + 1);
            case MazeMove.LEFT -> new Cell(column - 1, row);
            case MazeMove.RIGHT -> new Cell(column + 1, row);
            default -> throw new IllegalArgumentException("no move " + action);
        };
    }

    List<Integer> position() {
        return List.of(column, row);
    }

    @Override
    public String toString() {
        return "[" + column + ", " + row + "]";
    }
}
