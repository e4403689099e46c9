package dev.openenv.junit.assertions;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;
import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThatThrownBy;
import static dev.openenv.junit.assertions.Played.SOLUTION;
import static dev.openenv.junit.assertions.Played.inLibrary;

import dev.openenv.Blame;
import dev.openenv.Failure;
import dev.openenv.Outcome;
import dev.openenv.rollout.Rollouts;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SoftAssertionsExtension.class)
class OpenEnvSoftAssertionsTest {

    /** Soft assertions of a user's own. */
    public static class OwnSoftAssertions extends SoftAssertions implements OpenEnvSoftAssertionsProvider {}

    @InjectSoftAssertions
    private OpenEnvSoftAssertions injected;

    private static List<String> collected(OpenEnvSoftAssertions softly) {
        return softly.errorsCollected().stream()
                .map(error -> error.getMessage().lines().findFirst().orElseThrow())
                .toList();
    }

    @Test
    void injectedOnesKnowEpisodes() {
        injected.assertThat(inLibrary(SOLUTION)).isSolved().called("lend").once();
        injected.assertThat("text").isEqualTo("text");
    }

    @Test
    void severalFailuresAreCollected() {
        var softly = new OpenEnvSoftAssertions();
        var episode = inLibrary(SOLUTION);

        softly.assertThat(episode)
                .isUnsolved()
                .withinSteps(3)
                .withinSteps(1)
                .neverCalled("lend")
                .hasReward(1)
                .isTruncated();
        softly.assertThat(episode.trajectory()).hasSteps(9);
        softly.assertThat(1).isEqualTo(2);

        assertThat(collected(softly))
                .hasSize(6)
                .startsWith(
                        "Expected the episode not to be solved, but it is SOLVED.",
                        "Expected at most 1 step, but it took 3.",
                        "Expected 'lend' never to be called, but it was, in step 2: lend(id=3).",
                        "Expected the environment to cut the episode off, but it came to its own end.",
                        "Expected 9 steps, but it took 3.");
        assertThatThrownBy(softly::assertAll).isInstanceOf(AssertionError.class);
    }

    @Test
    void whatFollowsFromAFailureIsNotCollectedAgain() {
        var softly = new OpenEnvSoftAssertions();
        var episode = inLibrary(SOLUTION);

        softly.assertThat(episode)
                .called("delete")
                .with("id", 1)
                .succeeding()
                .once()
                .before("lend")
                .after("lend")
                .allSucceeding()
                .and()
                .called("lend")
                .with("id", 7)
                .once()
                .and()
                .called("lend")
                .with("id", 3)
                .times(2)
                .before("submit")
                .and()
                .hasSteps(3);
        softly.assertThat(episode).observation(7).isNotNull().isEqualTo("x");
        softly.assertThat(episode.trajectory()).finalState().isNotNull();

        assertThat(collected(softly))
                .containsExactly(
                        "Expected 'delete' to be called, but only these were: search, lend, submit.",
                        "Expected 'lend' to be called with (id=7), but there is this call:",
                        "Expected 'lend' with (id=3) to be called 2 times, but there is this call:",
                        "Expected an observation of step 7, but there is none; it has 3 steps.",
                        "Expected a state at the end, but the environment of a bare trajectory is not known;"
                                + " assert on a PlayedEpisode.");
    }

    @Test
    void partsAreSoftToo() {
        var softly = new OpenEnvSoftAssertions();
        var episode = inLibrary(SOLUTION);

        softly.assertThat(episode).lastObservation().isNull();
        softly.assertThat(episode).action(1).isEqualTo(SOLUTION[0]).isEqualTo(SOLUTION[1]);
        softly.assertThat(episode).finalState().isNull();
        softly.assertThat(episode)
                .satisfies(trajectory -> assertThat(trajectory.steps()).isEmpty());
        softly.assertThat(episode).matchesGolden("there-is-none");

        assertThat(collected(softly)).hasSize(5);
        assertThat(collected(softly).get(4)).startsWith("There is no golden episode 'there-is-none' yet");
    }

    @Test
    void anInfrastructureErrorIsSaidByEach() {
        var softly = new OpenEnvSoftAssertions();
        var episode = Played.withOutcome(
                inLibrary(SOLUTION), Outcome.ENVIRONMENT_FAILED, Failure.of("lost", "gone", Blame.INFRASTRUCTURE));

        softly.assertThat(episode).isSolved().called("lend").once().and().neverSaw("secret");

        assertThat(collected(softly))
                .hasSize(3)
                .containsOnly("The environment failed, so this episode says nothing about the agent.");
    }

    @Test
    void runsAndProvidersOfOnesOwnWorkToo() {
        var softly = new OwnSoftAssertions();
        var run = Rollouts.of(Library.provider())
                .agent(() -> episode -> episode.step(SOLUTION[0]))
                .episodes(3)
                .run();

        softly.assertThat(run).isSolved().solvedRateAtLeast(0).hasOutcome(Outcome.SOLVED, 1);
        softly.assertThat(inLibrary(SOLUTION)).isUnsolved();

        assertThat(softly.errorsCollected()).hasSize(3);
    }
}
