package dev.openenv.environments.cartpole;

import dev.openenv.Observation;
import dev.openenv.annotation.Param;

/**
 * What an agent sees of {@link CartPole}: all of it.
 *
 * @param position of the cart in metres, 0 in the middle of the track; an episode goes on within 2.4
 * @param velocity of the cart in metres per second
 * @param angle of the pole in radians, 0 upright, positive to the right; an episode goes on within 12 degrees
 * @param angularVelocity of the pole in radians per second
 */
public record CartPoleView(
        @Param("metres from the middle") double position,
        @Param("metres per second") double velocity,
        @Param("radians from upright, positive to the right") double angle,
        @Param("radians per second") double angularVelocity)
        implements Observation {}
