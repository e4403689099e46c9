package dev.openenv.environments.cartpole;

import dev.openenv.Action;
import dev.openenv.annotation.Param;

/**
 * A push of 10 newtons against the cart of {@link CartPole} for 0.02 seconds.
 *
 * @param action {@link #LEFT} or {@link #RIGHT}
 */
public record Push(@Param(value = "0 pushes the cart to the left, 1 to the right", min = 0, max = 1) int action)
        implements Action {

    /** Towards negative positions. */
    public static final int LEFT = 0;

    /** Towards positive positions. */
    public static final int RIGHT = 1;
}
