package dev.openenv.junit.assertions;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;
import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThatThrownBy;
import static dev.openenv.junit.assertions.Played.SOLUTION;

import dev.openenv.Outcome;
import dev.openenv.TaskSet;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.rollout.Rollouts;
import dev.openenv.rollout.Run;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunAssertTest {

    /** Lends the right book in odd tasks. */
    private static Run<ToolAction, ToolObservation> run(InProcessProvider<ToolAction, ToolObservation> world) {
        return Rollouts.of(world)
                .agent("reader", () -> episode -> {
                    var odd = episode.task().id().matches(".*[13579]");
                    episode.step(CallTool.of("lend", Map.of("id", odd ? 3 : 1)));
                    episode.step(SOLUTION[2]);
                })
                .tasks(TaskSet.seeds("t", 1, 4))
                .run();
    }

    @Test
    void whatHoldsPasses() {
        assertThat(run(Library.provider()))
                .solvedRateAtLeast(0.5)
                .hasOutcome(Outcome.UNSOLVED, 2)
                .hasNoEnvironmentFailures();
    }

    @Test
    void whatDoesNotHoldIsSaidWithTheEpisodes() {
        var run = run(Library.provider());

        assertThatThrownBy(() -> assertThat(run).solvedRateAtLeast(0.9))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        """
                        Expected a solved rate of at least 0.9, but it is 0.500.

                        Outcomes: SOLVED 2, UNSOLVED 2
                          task t-2, attempt 0: UNSOLVED after 2 steps, reward 0.0
                          task t-4, attempt 0: UNSOLVED after 2 steps, reward 0.0""");
        assertThatThrownBy(() -> assertThat(run).isSolved())
                .hasMessageStartingWith("Expected every episode to be solved, but 2 of 4 are.");
        assertThatThrownBy(() -> assertThat(run).hasOutcome(Outcome.TRUNCATED, 1))
                .hasMessageStartingWith("Expected 1 episode that ended as TRUNCATED, but there are 0.");
    }

    @Test
    void aRateNeedsADeclaration() {
        assertThatThrownBy(() -> assertThat(run(Library.undeclared())).solvedRateAtLeast(0))
                .hasMessageStartingWith("Expected a solved rate of at least 0.0, but nothing declares what solved means"
                        + " in 'library'.");
    }

    @Test
    void aRateNeedsEpisodesThatCount() {
        var run = Rollouts.of(Library.provider().with(builder -> builder))
                .agent("reader", () -> episode -> episode.step(SOLUTION[0]))
                .tasks(TaskSet.seeds("t", 1, 2))
                .grader((trajectory, grading) -> {
                    throw new IllegalStateException("no grader today");
                })
                .run();

        assertThatThrownBy(() -> assertThat(run).solvedRateAtLeast(0))
                .hasMessageContaining("but no episode says something about the agent.")
                .hasMessageContaining("grader_failed");
        assertThatThrownBy(() -> assertThat(run).hasNoEnvironmentFailures())
                .hasMessageStartingWith("Expected every episode to say something about the agent, but 2 do not.");
    }

    @Test
    void aRateIsFromZeroToOne() {
        assertThatThrownBy(() -> assertThat(run(Library.provider())).solvedRateAtLeast(90))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a rate is from 0 to 1, got 90.0");
    }
}
