package dev.openenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrajectoryTest {

    record Act(int n) implements Action {}

    record View(int n) implements Observation {}

    private static Trajectory.Builder<Act, View> twoSteps() {
        return Trajectory.<Act, View>builder("world", "1.0.0", "e-1")
                .initial(StepResult.of(new View(0)), null)
                .add(TrajectoryStep.taken(new Act(1), StepResult.of(new View(1), 0.5)))
                .add(TrajectoryStep.failed(new Act(9), Failure.of("invalid_action", "no", Blame.AGENT)))
                .add(TrajectoryStep.taken(new Act(2), StepResult.terminated(new View(2), 1.5)));
    }

    @Test
    void refusedActionsAreKeptButNotCounted() {
        var trajectory = twoSteps().outcome(Outcome.SOLVED, null).build();
        assertThat(trajectory.steps()).hasSize(3);
        assertThat(trajectory.stepCount()).isEqualTo(2);
        assertThat(trajectory.totalReward()).isEqualTo(2.0);
        assertThat(trajectory.terminated()).isTrue();
        assertThat(trajectory.last().orElseThrow().observation()).isEqualTo(new View(2));
    }

    @Test
    void aBuilderGoesOnWithoutTouchingWhatItBuilt() {
        var builder = twoSteps();
        var first = builder.build();
        builder.add(TrajectoryStep.taken(new Act(3), StepResult.of(new View(3))));
        assertThat(first.steps()).hasSize(3);
        assertThat(builder.build().steps()).hasSize(4);
    }

    @Test
    void aCopyHoldsEverything() {
        var trajectory = twoSteps()
                .agent("solver")
                .task(Task.of("t", "do it"), 2)
                .usage(Usage.tokens(10, 2).withCost(0.5))
                .duration(Duration.ofMillis(7))
                .grade(Grade.fail("slow").withScore(0.25))
                .outcome(Outcome.UNSOLVED, null)
                .resetOptions(ResetOptions.seed(3))
                .build();
        assertThat(trajectory.toBuilder().build()).usingRecursiveComparison().isEqualTo(trajectory);
    }

    @Test
    void anEpisodeWhoseResetFailedHasNothingToShow() {
        var trajectory = Trajectory.<Act, View>builder("world", "1.0.0", "e-1").build();
        assertThat(trajectory.last()).isEmpty();
        assertThat(trajectory.terminated()).isFalse();
        assertThat(trajectory.totalReward()).isZero();
    }

    @Test
    void aSumOfRewardsBeyondTheRangeOfDoublesIsFinite() {
        for (var reward : new double[] {Double.MAX_VALUE, -Double.MAX_VALUE}) {
            var trajectory = Trajectory.<Act, View>builder("world", "1.0.0", "e-1")
                    .initial(StepResult.of(new View(0)), null)
                    .add(TrajectoryStep.taken(new Act(1), StepResult.of(new View(1), reward)))
                    .add(TrajectoryStep.taken(new Act(1), StepResult.of(new View(1), reward)))
                    .build();
            assertThat(trajectory.totalReward()).isEqualTo(reward);
        }
    }

    @Test
    void usageBeyondItsRangeIsTheLargest() {
        var most = Usage.tokens(Long.MAX_VALUE, Long.MAX_VALUE - 1)
                .withModelCalls(Long.MAX_VALUE)
                .withCost(Double.MAX_VALUE);

        var sum = most.plus(most);

        assertThat(sum.inputTokens()).isEqualTo(Long.MAX_VALUE);
        assertThat(sum.outputTokens()).isEqualTo(Long.MAX_VALUE);
        assertThat(sum.modelCalls()).isEqualTo(Long.MAX_VALUE);
        assertThat(sum.cost()).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void successCriteriaTolerateRoundingAndAskForTheEnd() {
        var won = twoSteps().build();
        var running = won.toBuilder()
                .add(TrajectoryStep.taken(new Act(1), StepResult.of(new View(1), 0.0)))
                .build();
        assertThat(SuccessCriterion.terminatedWith(2.0).test(won)).isTrue();
        assertThat(SuccessCriterion.terminatedWith(2.0000000001).test(won)).isTrue();
        assertThat(SuccessCriterion.terminatedWith(2.1).test(won)).isFalse();
        assertThat(SuccessCriterion.terminatedWith(2.0).test(running)).isFalse();
        assertThat(SuccessCriterion.totalReward(2.0).test(running)).isTrue();
    }

    @Test
    void specsReportAllProblemsAtOnce() {
        assertThatThrownBy(() -> EnvironmentSpec.builder("no spaces")
                        .version(" ")
                        .maxSteps(0)
                        .build())
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("'no spaces'")
                .hasMessageContaining("version")
                .hasMessageContaining("got 0");
    }
}
