package dev.openenv.environments.snake;

import dev.openenv.Action;
import dev.openenv.annotation.Param;

/**
 * One step of the {@link Snake}, seen from its head.
 *
 * @param action {@link #STRAIGHT}, {@link #LEFT} or {@link #RIGHT}
 */
public record Turn(@Param("0 straight on, 1 turn left, 2 turn right, then one step") int action) implements Action {

    /** One step ahead. */
    public static final int STRAIGHT = 0;

    /** A quarter turn to the left, then one step. */
    public static final int LEFT = 1;

    /** A quarter turn to the right, then one step. */
    public static final int RIGHT = 2;
}
