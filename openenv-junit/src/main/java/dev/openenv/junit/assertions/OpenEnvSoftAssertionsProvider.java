package dev.openenv.junit.assertions;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.Trajectory;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.rollout.Run;
import org.assertj.core.api.SoftAssertionsProvider;

/**
 * Soft assertions on episodes, to be mixed into soft assertions of one's own.
 *
 * <pre>{@code
 * final class OurSoftAssertions extends SoftAssertions implements OpenEnvSoftAssertionsProvider {}
 * }</pre>
 */
public interface OpenEnvSoftAssertionsProvider extends SoftAssertionsProvider {

    /**
     * Assertions on an episode of a test; what fails is collected.
     *
     * @param actual the episode
     * @param <A> its actions
     * @param <O> its observations
     * @return assertions
     */
    default <A extends Action, O extends Observation> EpisodeAssert<A, O> assertThat(PlayedEpisode<A, O> actual) {
        var assertion = assertThat(actual.trajectory());
        assertion.played = actual;
        return assertion;
    }

    /**
     * Assertions on a trajectory; what fails is collected.
     *
     * @param actual the trajectory
     * @param <A> its actions
     * @param <O> its observations
     * @return assertions
     */
    @SuppressWarnings("unchecked") // the proxy is made for the type of its actual value
    default <A extends Action, O extends Observation> EpisodeAssert<A, O> assertThat(Trajectory<A, O> actual) {
        EpisodeAssert<A, O> assertion = proxy(EpisodeAssert.class, Trajectory.class, actual);
        assertion.soft = this;
        return assertion;
    }

    /**
     * Assertions on a run; what fails is collected.
     *
     * @param actual the run
     * @param <A> its actions
     * @param <O> its observations
     * @return assertions
     */
    @SuppressWarnings("unchecked") // the proxy is made for the type of its actual value
    default <A extends Action, O extends Observation> RunAssert<A, O> assertThat(Run<A, O> actual) {
        return proxy(RunAssert.class, Run.class, actual);
    }
}
