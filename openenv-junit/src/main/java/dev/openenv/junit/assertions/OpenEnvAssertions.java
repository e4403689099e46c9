package dev.openenv.junit.assertions;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.Trajectory;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.rollout.Run;
import org.assertj.core.api.Assertions;

/**
 * Where assertions on episodes begin. It has AssertJ's own assertions, too, so one static import is enough.
 *
 * <p>Immutable and safe for many threads.
 *
 * <pre>{@code
 * import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;
 *
 * assertThat(trial.run(new Assistant())).isSolved().withinSteps(8).neverCalled("delete_ticket");
 * assertThat(List.of(1, 2)).hasSize(2);
 * }</pre>
 */
public final class OpenEnvAssertions extends Assertions {

    private OpenEnvAssertions() {}

    /**
     * Assertions on an episode of a test. When one fails, the episode is kept as a file, and as a page to look at.
     *
     * @param actual the episode
     * @param <A> its actions
     * @param <O> its observations
     * @return assertions
     */
    public static <A extends Action, O extends Observation> EpisodeAssert<A, O> assertThat(PlayedEpisode<A, O> actual) {
        var assertion = new EpisodeAssert<>(actual.trajectory());
        assertion.played = actual;
        return assertion;
    }

    /**
     * Assertions on an episode of which the environment is not at hand.
     *
     * @param actual the trajectory
     * @param <A> its actions
     * @param <O> its observations
     * @return assertions
     */
    public static <A extends Action, O extends Observation> EpisodeAssert<A, O> assertThat(Trajectory<A, O> actual) {
        return new EpisodeAssert<>(actual);
    }

    /**
     * Assertions on all episodes of a run.
     *
     * @param actual the run
     * @param <A> its actions
     * @param <O> its observations
     * @return assertions
     */
    public static <A extends Action, O extends Observation> RunAssert<A, O> assertThat(Run<A, O> actual) {
        return new RunAssert<>(actual);
    }
}
