package dev.openenv.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.CapacityException;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.EpisodeOverException;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.Grade;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.Usage;
import dev.openenv.json.Codec;
import dev.openenv.provider.ForwardingProvider;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.testworlds.Line;
import dev.openenv.testworlds.Line.Place;
import dev.openenv.testworlds.Line.Walk;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Agents and environments that throw, return null, never return or block past their limit. */
@Timeout(60)
class BadLuckTest {

    private static final Duration SOON = Duration.ofSeconds(1);

    private static Trajectory<Walk, Place> playIn(Supplier<? extends Line> world) {
        return Rollouts.of(Line.provider(world)).policy(() -> Line::towards).play(ResetOptions.seed(1));
    }

    @Test
    void anAgentThatThrowsFailedAndItsCauseIsKept() {
        var trajectory = Rollouts.of(Line.provider())
                .policy(() -> place -> {
                    throw new IllegalStateException("model gave nonsense");
                })
                .play(ResetOptions.seed(1));
        assertThat(trajectory.outcome()).isEqualTo(Outcome.AGENT_FAILED);
        assertThat(trajectory.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.blame()).isEqualTo(Blame.AGENT);
            assertThat(failure.message()).contains("model gave nonsense");
            assertThat(failure.cause()).containsInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void anAgentThatReturnsNullIsRefusedAndThenFails() {
        var trajectory =
                Rollouts.of(Line.provider()).policy(() -> place -> null).play(ResetOptions.seed(1));
        assertThat(trajectory.outcome()).isEqualTo(Outcome.AGENT_FAILED);
        assertThat(trajectory.failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).contains("expected an action, got null"));
    }

    @Test
    void anAgentThatCannotBeMadeFailed() {
        var trajectory = Rollouts.of(Line.provider())
                .agent(() -> {
                    throw new IllegalArgumentException("no key");
                })
                .play(ResetOptions.seed(1));
        assertThat(trajectory.outcome()).isEqualTo(Outcome.AGENT_FAILED);
        assertThat(trajectory.failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).contains("no key"));
    }

    @Test
    void anEnvironmentThatThrowsInAStepFailedAndOtherEpisodesGoOn() {
        var made = new AtomicInteger();
        var run = Rollouts.of(Line.provider(() -> new Line() {
                    private final boolean broken = made.getAndIncrement() % 2 == 0;

                    @Override
                    public StepResult<Place> step(Walk walk) {
                        if (broken) {
                            throw new IllegalStateException("broken world");
                        }
                        return super.step(walk);
                    }
                }))
                .policy(() -> Line::towards)
                .episodes(20)
                .parallel(4)
                .run();
        assertThat(run.count(Outcome.ENVIRONMENT_FAILED)).isEqualTo(10);
        assertThat(run.count(Outcome.SOLVED)).isEqualTo(10);
        assertThat(run.solvedRate()).hasValue(1.0);
        assertThat(run.retries()).isZero();
        assertThat(run.trajectories().stream().flatMap(t -> t.failure().stream()))
                .allSatisfy(failure -> {
                    assertThat(failure.blame()).isEqualTo(Blame.ENVIRONMENT);
                    assertThat(failure.message()).contains("broken world");
                });
    }

    @Test
    void anEnvironmentThatOverflowsTheStackFailed() {
        var trajectory = playIn(() -> new Line() {
            @Override
            public StepResult<Place> step(Walk walk) {
                return step(walk);
            }
        });
        assertThat(trajectory.outcome()).isEqualTo(Outcome.ENVIRONMENT_FAILED);
    }

    @Test
    void anEnvironmentThatReturnsNullFailed() {
        var inStep = playIn(() -> new Line() {
            @Override
            public StepResult<Place> step(Walk walk) {
                return null;
            }
        });
        var inReset = playIn(() -> new Line() {
            @Override
            public StepResult<Place> reset(ResetOptions options) {
                return null;
            }
        });
        assertThat(inStep.outcome()).isEqualTo(Outcome.ENVIRONMENT_FAILED);
        assertThat(inReset.outcome()).isEqualTo(Outcome.ENVIRONMENT_FAILED);
        assertThat(inReset.failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).contains("returned null"));
    }

    @Test
    void aFactoryThatFailsIsTheEnvironmentsFailure() {
        var trajectory = playIn(() -> {
            throw new IllegalStateException("no database");
        });
        assertThat(trajectory.outcome()).isEqualTo(Outcome.ENVIRONMENT_FAILED);
        assertThat(trajectory.initial()).isEmpty();
        assertThat(trajectory.failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).contains("no database"));
    }

    @Test
    void anAgentThatBlocksIsCutOffAtTheLimit() {
        var trajectory = Rollouts.of(Line.provider())
                .agent(() -> episode -> {
                    episode.step(new Walk(-1));
                    new CountDownLatch(1).await();
                })
                .episodeLimit(SOON)
                .play(ResetOptions.seed(1));
        assertThat(trajectory.outcome()).isEqualTo(Outcome.TRUNCATED);
        assertThat(trajectory.stepCount()).isEqualTo(1);
    }

    @Test
    void anAgentThatNeverReturnsFailedAndIsCounted() {
        var release = new AtomicBoolean();
        var run = Rollouts.of(Line.provider())
                .agent(() -> episode -> {
                    if (episode.task().id().equals("episode-0")) {
                        while (!release.get()) {
                            LockSupport.parkNanos(1_000_000);
                        }
                    }
                    while (!episode.done()) {
                        episode.step(Line.towards(episode.last().observation()));
                    }
                })
                .episodes(10)
                .parallel(2)
                .episodeLimit(Duration.ofSeconds(3))
                .run();
        release.set(true);
        assertThat(run.trajectories().get(0).outcome()).isEqualTo(Outcome.AGENT_FAILED);
        assertThat(run.trajectories().get(0).failure())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("never_returned"));
        assertThat(run.count(Outcome.SOLVED)).isEqualTo(9);
        assertThat(run.abandonedThreads()).isEqualTo(1);
    }

    @Test
    void anEnvironmentThatNeverReturnsFailedAndIsCounted() {
        var release = new AtomicBoolean();
        var run = Rollouts.of(Line.provider(() -> new Line() {
                    @Override
                    public StepResult<Place> step(Walk walk) {
                        while (!release.get()) {
                            LockSupport.parkNanos(1_000_000);
                        }
                        return super.step(walk);
                    }
                }))
                .policy(() -> Line::towards)
                .episodes(2)
                .episodeLimit(SOON)
                .run();
        release.set(true);
        assertThat(run.count(Outcome.ENVIRONMENT_FAILED)).isEqualTo(2);
        assertThat(run.abandonedThreads()).isEqualTo(2);
    }

    @Test
    void anEnvironmentThatNeverClosesCostsItsThreadButNotTheVerdict() {
        var release = new AtomicBoolean();
        var run = Rollouts.of(Line.provider(() -> new Line() {
                    @Override
                    public void close() {
                        while (!release.get()) {
                            LockSupport.parkNanos(1_000_000);
                        }
                    }
                }))
                .policy(() -> Line::towards)
                .episodes(1)
                .closeLimit(SOON)
                .run();
        release.set(true);
        assertThat(run.count(Outcome.SOLVED)).isEqualTo(1);
        assertThat(run.abandonedThreads()).isEqualTo(1);
    }

    @Test
    void aCloseThatThrowsAnythingCostsNothing() {
        var run = Rollouts.of(ForwardingProvider.wrapping(Line.provider(), env -> new ForwardingEnvironment<>(env) {
                    @Override
                    public void close() {
                        super.close();
                        throw new AssertionError("cannot close");
                    }
                }))
                .policy(() -> Line::towards)
                .episodes(5)
                .run();
        assertThat(run.count(Outcome.SOLVED)).isEqualTo(5);
    }

    @Test
    void gradingAndClosingAreNotUnderTheAgentsLimit() {
        var interrupted = new AtomicBoolean();
        var graded = Rollouts.of(Line.provider(() -> new Line() {
                    @Override
                    public void close() {
                        interrupted.compareAndSet(false, pauseIsInterrupted(800));
                    }
                }))
                .agent(() -> episode -> new CountDownLatch(1).await())
                .grader((trajectory, grading) -> {
                    interrupted.compareAndSet(false, pauseIsInterrupted(800));
                    return Grade.fail("late");
                })
                .episodes(1)
                .episodeLimit(Duration.ofMillis(200))
                .run();
        assertThat(graded.count(Outcome.TRUNCATED)).isEqualTo(1);
        assertThat(graded.abandonedThreads()).isZero();
        assertThat(interrupted).isFalse();
    }

    /** Waits on something that never comes. */
    private static boolean pauseIsInterrupted(long millis) {
        try {
            return new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Test
    void aGraderThatThrowsAnythingKeepsTheSteps() {
        var run = Rollouts.of(Line.provider())
                .policy(() -> Line::towards)
                .grader((trajectory, grading) -> {
                    throw new AssertionError("wrong key");
                })
                .episodes(1)
                .run();
        assertThat(run.trajectories().get(0).stepCount()).isPositive();
        assertThat(run.trajectories().get(0).failure())
                .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo("grader_failed"));
    }

    @Test
    void aListenerThatThrowsAnythingStopsTheRunAndNothingHangs() {
        var rollouts = Rollouts.of(Line.provider())
                .policy(() -> Line::towards)
                .episodes(20)
                .listener(new RolloutListener<>() {
                    @Override
                    public void episodeEnded(Trajectory<Walk, Place> trajectory) {
                        throw new AssertionError("unexpected");
                    }
                });
        assertThatThrownBy(rollouts::run).isInstanceOf(RunFailedException.class).hasMessageContaining("unexpected");
    }

    @Test
    void anAgentWhoseThreadIsInterruptedFailedNotTheEnvironment() {
        var run = Rollouts.of(Line.provider().withCallDeadline(Duration.ofSeconds(20)))
                .agent(() -> episode -> {
                    Thread.currentThread().interrupt();
                    episode.step(new Walk(-1));
                })
                .episodes(1)
                .run();
        assertThat(run.count(Outcome.AGENT_FAILED)).isEqualTo(1);
        assertThat(run.retries()).isZero();
    }

    @Test
    void aStepOnAThreadOfTheAgentsOwnIsEndedWithTheEpisodeOrCounted() throws InterruptedException {
        var release = new AtomicBoolean();
        var inside = new CountDownLatch(1);
        var refused = new CountDownLatch(1);
        var run = Rollouts.of(Line.provider(() -> new Line() {
                    @Override
                    public StepResult<Place> step(Walk walk) {
                        inside.countDown();
                        while (!release.get()) {
                            LockSupport.parkNanos(1_000_000);
                        }
                        return super.step(walk);
                    }
                }))
                .agent(() -> episode -> {
                    new Thread(() -> {
                                episode.step(new Walk(-1));
                                try {
                                    episode.step(new Walk(-1));
                                } catch (EpisodeOverException e) {
                                    refused.countDown();
                                }
                            })
                            .start();
                    inside.await();
                })
                .episodes(1)
                .run();
        assertThat(run.count(Outcome.AGENT_STOPPED)).isEqualTo(1);
        assertThat(run.abandonedThreads()).isEqualTo(1);
        release.set(true);
        assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void limitsMayBeLongerThanAnybodyCounts() {
        var forever = ChronoUnit.FOREVER.getDuration();
        var run = Rollouts.of(Line.provider().withCallDeadline(forever).withCapacity(1))
                .policy(() -> Line::towards)
                .episodes(2)
                .episodeLimit(forever)
                .openLimit(forever)
                .run();
        assertThat(run.count(Outcome.SOLVED)).isEqualTo(2);
    }

    record Weight(double kilograms) implements Action, Observation {}

    @Test
    void anObservationThatCannotBeRecordedFailsItsEpisodeOnly() {
        var seeds = new AtomicInteger();
        var provider = InProcessProvider.of(Weight.class, Weight.class, () -> new Environment<Weight, Weight>() {
            private final double given = seeds.getAndIncrement() == 0 ? Double.NaN : 1;

            @Override
            public StepResult<Weight> reset(ResetOptions options) {
                return StepResult.of(new Weight(0));
            }

            @Override
            public StepResult<Weight> step(Weight action) {
                return StepResult.terminated(new Weight(given), 1);
            }
        });
        var run = Rollouts.of(provider)
                .policy(() -> weight -> weight)
                .episodes(4)
                .parallel(1)
                .listener(new RolloutListener<>() {
                    @Override
                    public boolean writesJson() {
                        return true;
                    }
                })
                .run();
        assertThat(run.count(Outcome.ENVIRONMENT_FAILED)).isEqualTo(1);
        assertThat(run.count(Outcome.FINISHED)).isEqualTo(3);
        assertThat(run.trajectories().get(0).failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).contains("NaN"));
    }

    @Test
    void aRewardOutsideTheDeclaredRangeIsTheEnvironmentsFailure() {
        var run = Rollouts.of(Line.provider().withRewardRange(0, 1))
                .policy(() -> place -> new Walk(-1))
                .episodes(1)
                .run();
        assertThat(run.trajectories().get(0).failure())
                .hasValueSatisfying(failure -> assertThat(failure.message()).contains("declares 0.0 to 1.0"));
    }

    @Test
    void whatAFailedTryUsedIsNotForgotten() {
        var tries = new AtomicInteger();
        var run = Rollouts.of(Line.provider(() -> new Line() {
                            private final boolean slow = tries.getAndIncrement() == 0;

                            @Override
                            public StepResult<Place> step(Walk walk) {
                                return slow && pauseIsInterrupted(20_000) ? null : super.step(walk);
                            }
                        })
                        .withCallDeadline(SOON))
                .agent(() -> episode -> {
                    episode.report(Usage.tokens(100, 0));
                    episode.step(new Walk(-1));
                })
                .episodes(1)
                .run();
        assertThat(run.retries()).isEqualTo(1);
        assertThat(run.usage().inputTokens()).isEqualTo(200);
    }

    @Test
    void tooManyThreadsThatNeverReturnStopTheRun() {
        var release = new AtomicBoolean();
        var endless = Rollouts.of(Line.provider())
                .agent(() -> episode -> {
                    while (!release.get()) {
                        LockSupport.parkNanos(1_000_000);
                    }
                })
                .episodes(60)
                .parallel(30)
                .episodeLimit(SOON);
        assertThatThrownBy(endless::run).isInstanceOfSatisfying(RunFailedException.class, e -> {
            assertThat(e).hasMessageContaining("never came back");
            assertThat(e.run().trajectories()).hasSize(60);
            assertThat(e.run().abandonedThreads()).isBetween(16, 30 + 16);
        });
        release.set(true);
    }

    @Test
    void aCallDeadlineEndsABlockedStepAndTheEpisodeIsNotPlayedTwiceOnTheSameStep() {
        var opened = new AtomicInteger();
        var provider = Line.provider(() -> new Line() {
                    private final boolean slow = opened.getAndIncrement() == 0;

                    @Override
                    public StepResult<Place> step(Walk walk) {
                        if (slow) {
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        }
                        return super.step(walk);
                    }
                })
                .withCallDeadline(SOON);
        var run = Rollouts.of(provider).policy(() -> Line::towards).episodes(1).run();
        assertThat(run.trajectories().get(0).outcome()).isEqualTo(Outcome.SOLVED);
        assertThat(run.retries()).isEqualTo(1);
        assertThat(opened).hasValue(2);
    }

    @Test
    void cancelKeepsWhatIsDoneAndEndsTheRest() throws InterruptedException {
        var enough = new CountDownLatch(10);
        var running = Rollouts.of(Line.provider())
                .agent(() -> episode -> {
                    if (enough.getCount() == 0) {
                        new CountDownLatch(1).await();
                    }
                    while (!episode.done()) {
                        episode.step(Line.towards(episode.last().observation()));
                    }
                })
                .episodes(1000)
                .parallel(4)
                .listener(new RolloutListener<>() {
                    @Override
                    public void episodeEnded(Trajectory<Walk, Place> trajectory) {
                        enough.countDown();
                    }
                })
                .start();
        enough.await();
        running.cancel();
        var run = running.await();
        assertThat(running.isOver()).isTrue();
        assertThat(run.trajectories()).hasSize(1000);
        assertThat(run.count(Outcome.SOLVED)).isBetween(10, 40);
        assertThat(run.count(Outcome.CANCELLED)).isEqualTo(1000 - run.count(Outcome.SOLVED));
        assertThat(run.solvedRate()).hasValue(1.0);
        assertThat(run.abandonedThreads()).isZero();
    }

    @Test
    void anInterruptOfTheCallerCancelsTheRun() {
        Thread.currentThread().interrupt();
        var run = Rollouts.of(Line.provider())
                .agent(() -> episode -> new CountDownLatch(1).await())
                .episodes(50)
                .run();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.count(Outcome.CANCELLED)).isEqualTo(50);
    }

    @Test
    void everyEnvironmentIsClosedHoweverItsEpisodeEnded() {
        var open = new AtomicInteger();
        Supplier<Line> counted = () -> {
            open.incrementAndGet();
            return new Line() {
                @Override
                public void close() {
                    open.decrementAndGet();
                }

                @Override
                public StepResult<Place> step(Walk walk) {
                    if (walk.by() == 2) {
                        throw new IllegalStateException("two");
                    }
                    return super.step(walk);
                }
            };
        };
        var number = new AtomicInteger();
        Rollouts.of(Line.provider(counted))
                .agent(() -> episode -> {
                    switch (number.getAndIncrement() % 4) {
                        case 0 -> episode.step(new Walk(2));
                        case 1 -> throw new IllegalStateException();
                        case 2 -> new CountDownLatch(1).await();
                        default -> episode.step(new Walk(1));
                    }
                })
                .episodes(20)
                .parallel(5)
                .episodeLimit(SOON)
                .run();
        assertThat(open).hasValue(0);
    }

    @Test
    void timeThatIsUpBeforeThereIsAnEnvironmentIsNotTheAgents() {
        var one = Line.provider().withCapacity(1);
        try (var taken = one.open()) {
            var run = Rollouts.of(one)
                    .policy(() -> Line::towards)
                    .episodes(1)
                    .retries(3)
                    .episodeLimit(SOON)
                    .run();
            var trajectory = run.trajectories().get(0);

            assertThat(taken.find(String.class)).isEmpty();
            assertThat(trajectory.outcome()).isEqualTo(Outcome.ENVIRONMENT_FAILED);
            assertThat(trajectory.failure().orElseThrow().code()).isEqualTo("not_ready_in_time");
            assertThat(trajectory.failure().orElseThrow().message())
                    .startsWith("the episode's time of " + SOON.toMillis() + " ms was up before");
            assertThat(run.retries()).isZero();
        }
    }

    @Test
    void aFailureThatMayPassIsPlayedAgain() {
        var tries = new AtomicInteger();
        var flaky = new Flaky(Line.provider(), tries);
        var run = Rollouts.of(flaky)
                .policy(() -> Line::towards)
                .episodes(1)
                .retries(2)
                .run();
        assertThat(run.count(Outcome.SOLVED)).isEqualTo(1);
        assertThat(run.retries()).isEqualTo(2);
        tries.set(0);
        assertThat(Rollouts.of(flaky)
                        .policy(() -> Line::towards)
                        .episodes(1)
                        .retries(1)
                        .run()
                        .count(Outcome.ENVIRONMENT_FAILED))
                .isEqualTo(1);
    }

    /** Full the first two times. */
    private record Flaky(EnvironmentProvider<Walk, Place> inner, AtomicInteger tries)
            implements EnvironmentProvider<Walk, Place> {

        @Override
        public EnvironmentSpec spec() {
            return inner.spec();
        }

        @Override
        public Codec<Walk> actionCodec() {
            return inner.actionCodec();
        }

        @Override
        public Codec<Place> observationCodec() {
            return inner.observationCodec();
        }

        @Override
        public Environment<Walk, Place> open(Duration limit) {
            if (tries.incrementAndGet() <= 2) {
                throw new CapacityException("full");
            }
            return inner.open(limit);
        }
    }
}
