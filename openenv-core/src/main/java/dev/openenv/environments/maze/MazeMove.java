package dev.openenv.environments.maze;

import dev.openenv.Action;
import dev.openenv.annotation.Param;

/**
 * A step to a neighbouring cell of {@link Maze}.
 *
 * @param action {@link #UP}, {@link #DOWN}, {@link #LEFT} or {@link #RIGHT}
 */
public record MazeMove(@Param("0 up, 1 down, 2 left, 3 right") int action) implements Action {

    /** To the row above. */
    public static final int UP = 0;

    /** To the row below. */
    public static final int DOWN = 1;

    /** To the column on the left. */
    public static final int LEFT = 2;

    /** To the column on the right. */
    public static final int RIGHT = 3;
}
