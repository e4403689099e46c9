package dev.openenv.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Agent;
import dev.openenv.Grade;
import dev.openenv.Grading;
import dev.openenv.InvalidActionException;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.SpecException;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.Trajectory;
import dev.openenv.Usage;
import dev.openenv.testworlds.Line;
import dev.openenv.testworlds.Line.Place;
import dev.openenv.testworlds.Line.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RolloutsTest {

    private static Rollouts<Walk, Place> solved() {
        return Rollouts.of(Line.provider()).policy("walker", () -> Line::towards);
    }

    @Test
    void oneEpisodeIsPlayedToItsEnd() {
        var trajectory = solved().play(ResetOptions.seed(4).withEpisodeId("mine"));
        assertThat(trajectory.outcome()).isEqualTo(Outcome.SOLVED);
        assertThat(trajectory.terminated()).isTrue();
        assertThat(trajectory.resetOptions().seed()).hasValue(4);
        assertThat(trajectory.stepCount())
                .isEqualTo(trajectory.initial().orElseThrow().observation().goal());
        assertThat(trajectory.agent()).isEqualTo("walker");
    }

    @Test
    void resultsComeInTheOrderOfTasksAndAttemptsWhateverTheParallelism() {
        var tasks = TaskSet.seeds("line", 0, 20);
        var one = solved().tasks(tasks).attempts(3).parallel(1).run();
        var many = solved().tasks(tasks).attempts(3).parallel(16).run();
        assertThat(one.trajectories())
                .extracting(Trajectory::episodeId)
                .startsWith("walker/line-0/0", "walker/line-0/1");
        assertThat(many.trajectories())
                .extracting(Trajectory::episodeId)
                .containsExactlyElementsOf(
                        one.trajectories().stream().map(Trajectory::episodeId).toList());
        assertThat(many.trajectories())
                .extracting(Trajectory::steps)
                .containsExactlyElementsOf(
                        one.trajectories().stream().map(Trajectory::steps).toList());
        assertThat(one.solvedRate()).hasValue(1.0);
    }

    @Test
    void theRunsSeedDecidesEpisodesThatNameNone() {
        var first = solved().episodes(10).seed(1).run();
        var again = solved().episodes(10).seed(1).run();
        var other = solved().episodes(10).seed(2).run();
        assertThat(goals(again)).isEqualTo(goals(first));
        assertThat(goals(other)).isNotEqualTo(goals(first));
    }

    private static List<Integer> goals(Run<Walk, Place> run) {
        return run.trajectories().stream()
                .map(trajectory ->
                        trajectory.initial().orElseThrow().observation().goal())
                .toList();
    }

    @Test
    void moreEpisodesThanPlatformThreadsRunAtTheSameTime() {
        var together = new CyclicBarrier(100);
        var run = Rollouts.of(Line.provider())
                .agent(() -> episode -> {
                    try {
                        together.await(30, TimeUnit.SECONDS);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    episode.step(Line.towards(episode.last().observation()));
                })
                .episodes(100)
                .parallel(100)
                .run();
        assertThat(run.count(Outcome.AGENT_FAILED)).isZero();
    }

    @Test
    void listenersHearEveryEpisodeOnceAndOneAtATime() {
        var heard = Collections.synchronizedList(new ArrayList<String>());
        var run = solved().episodes(50)
                .parallel(8)
                .listener(new RolloutListener<>() {
                    private int inside;

                    @Override
                    public void runStarted(String agent, int episodes) {
                        heard.add(agent + " " + episodes);
                    }

                    @Override
                    public void episodeEnded(Trajectory<Walk, Place> trajectory) {
                        assertThat(++inside).isEqualTo(1);
                        heard.add(trajectory.episodeId());
                        inside--;
                    }
                })
                .run();
        assertThat(run.trajectories()).hasSize(50);
        assertThat(heard).hasSize(51).doesNotHaveDuplicates().contains("walker 50");
    }

    @Test
    void aListenerThatThrowsStopsTheRunAndWhatWasDoneIsKept() {
        var failing = solved().episodes(500).parallel(2).listener(new RolloutListener<>() {
            private int count;

            @Override
            public void episodeEnded(Trajectory<Walk, Place> trajectory) {
                if (++count == 5) {
                    throw new IllegalStateException("disk full");
                }
            }
        });
        assertThatThrownBy(failing::run).isInstanceOfSatisfying(RunFailedException.class, e -> {
            assertThat(e).hasMessageContaining("disk full").hasCauseInstanceOf(IllegalStateException.class);
            assertThat(e.run().trajectories()).hasSize(500);
            assertThat(e.run().count(Outcome.SOLVED)).isBetween(4, 20);
            assertThat(e.run().count(Outcome.CANCELLED)).isGreaterThan(400);
        });
    }

    @Test
    void theStepLimitTruncatesAndTheAgentSeesIt() {
        var trajectory = Rollouts.of(Line.provider())
                .policy(() -> place -> new Walk(-1))
                .maxSteps(7)
                .play(ResetOptions.seed(1));
        assertThat(trajectory.outcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(trajectory.stepCount()).isEqualTo(7);
        assertThat(trajectory.truncated()).isTrue();
    }

    @Test
    void anAgentThatStopsEarlyStopped() {
        var trajectory = Rollouts.of(Line.provider())
                .agent(() -> episode -> episode.step(new Walk(-1)))
                .play(ResetOptions.seed(1));
        assertThat(trajectory.outcome()).isEqualTo(Outcome.AGENT_STOPPED);
    }

    @Test
    void refusedActionsAreRecordedAndAFewInARowEndTheEpisode() {
        var trajectory = Rollouts.of(Line.provider())
                .policy(() -> place -> new Walk(place.at() < -1 ? 0 : -1))
                .invalidActionLimit(4)
                .play(ResetOptions.seed(1));
        assertThat(trajectory.outcome()).isEqualTo(Outcome.AGENT_FAILED);
        assertThat(trajectory.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.code()).isEqualTo("invalid_actions");
            assertThat(failure.message()).contains("4 invalid actions").contains("/by");
        });
        assertThat(trajectory.stepCount()).isEqualTo(2);
        assertThat(trajectory.steps()).hasSize(6);
    }

    @Test
    void anAllowedActionForgivesRefusedOnes() {
        var trajectory = Rollouts.of(Line.provider())
                .agent(() -> episode -> {
                    for (var i = 0; i < 10 && !episode.done(); i++) {
                        refused(() -> episode.step(new Walk(0)));
                        refused(() -> episode.step(new Walk(99)));
                        episode.step(Line.towards(episode.last().observation()));
                    }
                })
                .play(ResetOptions.seed(1));
        assertThat(trajectory.outcome()).isEqualTo(Outcome.SOLVED);
    }

    private static void refused(Runnable step) {
        assertThatThrownBy(step::run).isInstanceOf(InvalidActionException.class);
    }

    @Test
    void aGraderDecidesAndSeesTheKeyTheAgentNeverSees() {
        var tasks = TaskSet.builder()
                .add(Task.of("short"), Grading.of(ResetOptions.seed(1)).withKey(100))
                .add(Task.of("long"), Grading.of(ResetOptions.seed(1)).withKey(0))
                .build();
        var run = solved().tasks(tasks)
                .grader((trajectory, grading) ->
                        trajectory.stepCount() <= grading.key(Integer.class).orElseThrow()
                                ? Grade.pass()
                                : Grade.fail("too long"))
                .run();
        assertThat(run.trajectories())
                .extracting(Trajectory::outcome)
                .containsExactly(Outcome.SOLVED, Outcome.UNSOLVED);
        assertThat(run.trajectories().get(1).grade()).hasValue(Grade.fail("too long"));
    }

    @Test
    void withoutACriterionAnEpisodeIsFinishedNotSolved() {
        var plain = dev.openenv.provider.InProcessProvider.of(Walk.class, Place.class, Line::new);
        var trajectory = Rollouts.of(plain).policy(() -> Line::towards).play(ResetOptions.seed(1));
        assertThat(trajectory.outcome()).isEqualTo(Outcome.FINISHED);
        assertThat(Rollouts.of(plain)
                        .policy(() -> Line::towards)
                        .episodes(2)
                        .run()
                        .solvedRate())
                .isEmpty();
    }

    @Test
    void usageAddsUpAndDrawingsAreKeptOnDemand() {
        Agent<Walk, Place> thrifty = episode -> {
            while (!episode.done()) {
                episode.step(Line.towards(episode.last().observation()));
                episode.report(Usage.tokens(10, 1));
            }
        };
        var run = Rollouts.of(Line.provider())
                .agent(() -> thrifty)
                .episodes(3)
                .drawings(true)
                .run();
        var steps = run.trajectories().stream().mapToInt(Trajectory::stepCount).sum();
        assertThat(run.usage()).isEqualTo(Usage.tokens(10L * steps, steps).withModelCalls(steps));
        assertThat(run.trajectories()).allSatisfy(trajectory -> {
            assertThat(trajectory.initialDrawing()).isPresent();
            assertThat(trajectory.steps())
                    .allSatisfy(step -> assertThat(step.drawing()).isPresent());
        });
        assertThat(solved().play(ResetOptions.seed(1)).initialDrawing()).isEmpty();
    }

    @Test
    void theAgentsOwnChanceIsReproducibleAndNotTheWorlds() {
        var draws = Collections.synchronizedList(new ArrayList<Long>());
        Agent<Walk, Place> gambler = episode -> draws.add(episode.random().nextLong());
        Rollouts.of(Line.provider()).agent(() -> gambler).episodes(1).run();
        Rollouts.of(Line.provider()).agent(() -> gambler).episodes(1).run();
        assertThat(draws.get(0)).isEqualTo(draws.get(1));
        assertThat(draws.get(0))
                .isNotEqualTo(ResetOptions.seed(dev.openenv.Seeds.episode(0, "episode-0", 0))
                        .random()
                        .nextLong());
    }

    @Test
    void mistakesAreNamedBeforeAnythingRuns() {
        assertThatThrownBy(() -> Rollouts.of(Line.provider()).episodes(1).run())
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("nobody plays");
        assertThatThrownBy(() -> solved().run())
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("nothing to play");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> solved().parallel(0))
                .withMessageContaining("parallel");
    }
}
