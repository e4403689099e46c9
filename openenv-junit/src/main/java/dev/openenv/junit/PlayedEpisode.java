package dev.openenv.junit;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.Trajectory;
import java.util.Objects;

/**
 * What an agent did in a test, with what is needed to show it: the trajectory, the environment it was played in, and the test.
 * Immutable.
 *
 * @param <A> the type of its actions
 * @param <O> the type of its observations
 */
public final class PlayedEpisode<A extends Action, O extends Observation> {

    private final EnvironmentProvider<A, O> world;
    private final Trajectory<A, O> trajectory;
    private final String test;

    private PlayedEpisode(EnvironmentProvider<A, O> world, Trajectory<A, O> trajectory, String test) {
        this.world = Objects.requireNonNull(world, "world");
        this.trajectory = Objects.requireNonNull(trajectory, "trajectory");
        this.test = Objects.requireNonNull(test, "test");
    }

    /**
     * An episode that was played without the extension, such as by {@link dev.openenv.rollout.Rollouts}.
     *
     * @param <A> the type of its actions
     * @param <O> the type of its observations
     * @param world the environment it was played in
     * @param trajectory what happened
     * @param test the name of the test, by which its files are found
     * @return the episode
     */
    public static <A extends Action, O extends Observation> PlayedEpisode<A, O> of(
            EnvironmentProvider<A, O> world, Trajectory<A, O> trajectory, String test) {
        return new PlayedEpisode<>(world, trajectory, test);
    }

    /**
     * What happened.
     *
     * @return the steps, their results, the outcome
     */
    public Trajectory<A, O> trajectory() {
        return trajectory;
    }

    /**
     * Where it happened.
     *
     * @return the environment, as it was opened
     */
    public EnvironmentProvider<A, O> world() {
        return world;
    }

    /**
     * Which test it belongs to.
     *
     * @return class and method, and what tells its repetitions apart
     */
    public String test() {
        return test;
    }

    @Override
    public String toString() {
        return test + ": " + trajectory;
    }
}
