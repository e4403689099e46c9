package dev.openenv.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.openenv.Blame;
import dev.openenv.Failure;
import dev.openenv.Outcome;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.Usage;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentStatisticsTest {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    @Test
    void attemptsAtATaskAreAveragedBeforeTasksAre() {
        var one = only(new Episodes("world")
                .add("a", "easy", 0, Outcome.SOLVED, 1, 2)
                .add("a", "easy", 1, Outcome.SOLVED, 1, 4)
                .add("a", "easy", 2, Outcome.UNSOLVED, 0, 6)
                .add("a", "hard", 0, Outcome.UNSOLVED, 0, 10));

        assertThat(one.episodes()).isEqualTo(4);
        assertThat(one.tasks()).isEqualTo(2);
        assertThat(one.solved()).isEqualTo(2);
        assertThat(one.solvedRate()).hasValueCloseTo(1.0 / 3, within(1e-12));
        assertThat(one.meanReward()).hasValueCloseTo(1.0 / 3, within(1e-12));
        assertThat(one.meanSteps()).hasValueCloseTo(7.0, within(1e-12));
        assertThat(one.solvedInterval())
                .contains(ConfidenceInterval.wilson(one.solvedRate().orElseThrow(), 2));
        assertThat(one.rewardInterval().orElseThrow().low()).isCloseTo((1 - 12.706205) / 3, within(1e-6));
        assertThat(one.rewardInterval().orElseThrow().high()).isCloseTo((1 + 12.706205) / 3, within(1e-6));
    }

    @Test
    void rewardsAtTheEndOfTheRangeOfDoublesHaveAMeanAndAnInterval() {
        var same = only(new Episodes("world")
                .add("a", "one", 0, Outcome.UNSOLVED, Double.MAX_VALUE, 1)
                .add("a", "two", 0, Outcome.UNSOLVED, Double.MAX_VALUE, 1));
        var apart = new Episodes("world");
        for (var task = 0; task < 4; task++) {
            apart.add("a", "t" + task, 0, Outcome.UNSOLVED, task == 0 ? Double.MAX_VALUE : -Double.MAX_VALUE, 1);
        }

        assertThat(same.meanReward()).hasValue(Double.MAX_VALUE);
        assertThat(same.rewardInterval()).contains(new ConfidenceInterval(Double.MAX_VALUE, Double.MAX_VALUE));
        assertThat(only(apart).meanReward()).hasValueCloseTo(-Double.MAX_VALUE / 2, within(1e300));
        assertThat(only(apart).rewardInterval().orElseThrow().low()).isEqualTo(-Double.MAX_VALUE);
        assertThat(only(apart).rewardInterval().orElseThrow().high()).isFinite();
        assertThat(ResultTable.of(AgentStatistics.of(apart.list(), TWO_SECONDS)).toString())
                .contains("-8.988e+307");
    }

    @Test
    void repeatedAttemptsDoNotNarrowAnInterval() {
        var once = new Episodes("world");
        var tenTimes = new Episodes("world");
        for (var task = 0; task < 4; task++) {
            var outcome = task < 2 ? Outcome.SOLVED : Outcome.UNSOLVED;
            once.add("a", "t" + task, 0, outcome, task, 1);
            for (var attempt = 0; attempt < 10; attempt++) {
                tenTimes.add("a", "t" + task, attempt, outcome, task, 1);
            }
        }

        assertThat(only(tenTimes).rewardInterval()).isEqualTo(only(once).rewardInterval());
        assertThat(only(tenTimes).solvedInterval()).isEqualTo(only(once).solvedInterval());
    }

    @Test
    void failuresOfTheWorldAndCancelledEpisodesAreCountedButEnterNoMean() {
        var one = only(new Episodes("world")
                .add("a", "t1", 0, Outcome.SOLVED, 1, 3)
                .add("a", "t2", 0, Outcome.AGENT_FAILED, 0, 1)
                .add("a", "t3", 0, Outcome.ENVIRONMENT_FAILED, -100, 50)
                .add("a", "t4", 0, Outcome.CANCELLED, -100, 50));

        assertThat(one.tasks()).isEqualTo(4);
        assertThat(one.countedTasks()).isEqualTo(2);
        assertThat(one.counted()).isEqualTo(2);
        assertThat(one.excluded()).isEqualTo(2);
        assertThat(one.errors()).isEqualTo(1);
        assertThat(one.count(Outcome.CANCELLED)).isEqualTo(1);
        assertThat(one.solvedRate()).hasValue(0.5);
        assertThat(one.meanReward()).hasValue(0.5);
        assertThat(one.meanSteps()).hasValue(2);
        assertThat(one.steps()).isEqualTo(104);
        assertThat(one.stepsPerSecond()).hasValue(52);
    }

    @Test
    void everyOutcomeButTheseTwoLowersTheRateWhenNotSolved() {
        for (var outcome : List.of(Outcome.UNSOLVED, Outcome.TRUNCATED, Outcome.AGENT_STOPPED, Outcome.AGENT_FAILED)) {
            var one = only(new Episodes("world")
                    .add("a", "t1", 0, Outcome.SOLVED, 1, 1)
                    .add("a", "t2", 0, outcome, 0, 1));
            assertThat(one.solvedRate()).as(outcome.name()).hasValue(0.5);
        }
    }

    @Test
    void oneTaskHasARateAndAMeanButNoInterval() {
        var one = only(
                new Episodes("world").add("a", "t", 0, Outcome.SOLVED, 1, 1).add("a", "t", 1, Outcome.SOLVED, 0.5, 1));

        assertThat(one.solvedRate()).hasValue(1);
        assertThat(one.meanReward()).hasValue(0.75);
        assertThat(one.solvedInterval()).isEmpty();
        assertThat(one.rewardInterval()).isEmpty();
    }

    @Test
    void nothingThatCountsHasNoRateAndNoMean() {
        var one = only(new Episodes("world").add("a", "t", 0, Outcome.CANCELLED, 1, 1));

        assertThat(one.solvedRate()).isEmpty();
        assertThat(one.solvedInterval()).isEmpty();
        assertThat(one.meanReward()).isEmpty();
        assertThat(one.rewardInterval()).isEmpty();
        assertThat(one.meanSteps()).isEmpty();
    }

    @Test
    void noEpisodesHaveNoStatistics() {
        assertThat(AgentStatistics.of(List.of(), TWO_SECONDS)).isEmpty();
    }

    @Test
    void equalRewardsHaveAnIntervalOfNoWidth() {
        var one = only(new Episodes("world")
                .add("a", "t1", 0, Outcome.SOLVED, 0.3, 1)
                .add("a", "t2", 0, Outcome.SOLVED, 0.3, 1)
                .add("a", "t3", 0, Outcome.SOLVED, 0.3, 1));

        assertThat(one.rewardInterval()).contains(new ConfidenceInterval(0.3, 0.3));
    }

    @Test
    void whereNothingDeclaresSuccessNoAgentHasARate() {
        var both = AgentStatistics.of(
                new Episodes("world")
                        .add("a", "t1", 0, Outcome.FINISHED, 1, 1)
                        .add("b", "t1", 0, Outcome.TRUNCATED, 1, 1)
                        .list(),
                TWO_SECONDS);

        assertThat(both).noneMatch(AgentStatistics::successDeclared);
        assertThat(both).allMatch(one -> one.solvedRate().isEmpty());
        assertThat(both.get(0).meanReward()).hasValue(1);
    }

    @Test
    void agentsAndEnvironmentsAreKeptApartInTheirOrder() {
        var episodes =
                new Episodes("world").add("b", "t", 0, Outcome.SOLVED, 1, 1).add("a", "t", 0, Outcome.SOLVED, 1, 1);
        var others = new Episodes("another").add("b", "t", 0, Outcome.UNSOLVED, 0, 1);
        episodes.list().addAll(others.list());

        assertThat(AgentStatistics.of(episodes.list(), TWO_SECONDS))
                .extracting(one -> one.environment() + "/" + one.agent())
                .containsExactly("world/b", "world/a", "another/b");
    }

    @Test
    void onlyTheAgentsOwnFaultsAreRefusedActions() {
        var action = new JsonAction(JsonObject.empty());
        var episode = Trajectory.<JsonAction, JsonObservation>builder("world", "1.0.0", "e")
                .add(TrajectoryStep.failed(action, Failure.of("invalid_action", "no", Blame.AGENT)))
                .add(TrajectoryStep.failed(action, Failure.of("exception", "crash", Blame.ENVIRONMENT)))
                .usage(Usage.tokens(100, 20).withCost(0.25))
                .build();

        var one = AgentStatistics.of(List.of(episode, episode), TWO_SECONDS).get(0);

        assertThat(one.refusedActions()).isEqualTo(2);
        assertThat(one.usage())
                .isEqualTo(Usage.tokens(200, 40).withModelCalls(2).withCost(0.5));
    }

    @Test
    void unknownTimeGivesNoStepsPerSecond() {
        var episodes =
                new Episodes("world").add("a", "t", 0, Outcome.SOLVED, 1, 1).list();

        assertThat(AgentStatistics.of(episodes, Duration.ZERO).get(0).stepsPerSecond())
                .isEmpty();
    }

    private static AgentStatistics only(Episodes episodes) {
        var all = AgentStatistics.of(episodes.list(), TWO_SECONDS);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
