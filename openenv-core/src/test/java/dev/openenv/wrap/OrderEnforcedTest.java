package dev.openenv.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.Environment;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.EpisodeOrderException;
import dev.openenv.InvalidActionException;
import dev.openenv.ResetOptions;
import dev.openenv.Retry;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.testworlds.Line;
import dev.openenv.testworlds.Line.Place;
import dev.openenv.testworlds.Line.Walk;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OrderEnforcedTest {

    @Test
    void callsOutOfOrderAreRefusedWithTheWayOut() {
        var env = OrderEnforced.of(new Line());
        assertThatThrownBy(() -> env.step(new Walk(1)))
                .isInstanceOfSatisfying(EpisodeOrderException.class, e -> {
                    assertThat(e.blame()).isEqualTo(Blame.CALLER);
                    assertThat(e.effect()).isEqualTo(Effect.NOT_APPLIED);
                    assertThat(e.retry()).isEqualTo(Retry.NEVER);
                })
                .hasMessageContaining("call reset first");
        for (var r = env.reset(ResetOptions.seed(1)); !r.done(); ) {
            r = env.step(Line.towards(r.observation()));
        }
        assertThatThrownBy(() -> env.step(new Walk(1))).hasMessageContaining("after the end");
        env.reset(ResetOptions.seed(1));
        env.step(new Walk(-1));
        env.close();
        assertThatThrownBy(env::reset).hasMessageContaining("reset after close");
    }

    @Test
    void aMissingSeedAndEpisodeIdAreFilledIn() {
        var seen = new ArrayList<ResetOptions>();
        var env = OrderEnforced.of(new Line() {
            @Override
            public StepResult<Place> reset(ResetOptions options) {
                seen.add(options);
                return super.reset(options);
            }
        });
        env.reset();
        env.reset(ResetOptions.seed(3).withEpisodeId("mine"));
        assertThat(seen.get(0).seed()).isPresent();
        assertThat(seen.get(0).episodeId()).isPresent();
        assertThat(seen.get(1)).isEqualTo(ResetOptions.seed(3).withEpisodeId("mine"));
    }

    @Test
    void theStateIsCompletedUnlessTheWorldSaysIt() {
        var env = OrderEnforced.of(new Line());
        assertThat(env.state()).isEqualTo(State.unknown());
        env.reset(ResetOptions.seed(1).withEpisodeId("mine"));
        env.step(new Walk(-1));
        assertThat(env.state()).isEqualTo(State.of("mine", 1));
        var own = OrderEnforced.of(new Line() {
            @Override
            public State state() {
                return State.of("own", 77);
            }
        });
        own.reset();
        assertThat(own.state()).isEqualTo(State.of("own", 77));
    }

    @Test
    void whatTheWorldThrowsIsItsFailureAndEndsTheEpisode() {
        var env = OrderEnforced.of(new Line() {
            @Override
            public StepResult<Place> step(Walk walk) {
                throw new ArithmeticException("divided by zero");
            }
        });
        env.reset();
        assertThatThrownBy(() -> env.step(new Walk(1)))
                .isInstanceOf(EnvironmentFailedException.class)
                .hasMessageContaining("divided by zero")
                .hasCauseInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> env.step(new Walk(1)))
                .isInstanceOf(EpisodeOrderException.class)
                .hasMessageContaining("after a failure");
        assertThat(env.reset()).isNotNull();
    }

    @Test
    void anActionThatTheWorldCannotReadIsRefused() {
        var codec = dev.openenv.codec.Codecs.of(Walk.class);
        var env = OrderEnforced.of(new Line() {
            @Override
            public StepResult<Place> step(Walk walk) {
                return super.step(walk.by() == 3 ? codec.decode(dev.openenv.json.JsonObject.of("by", "far")) : walk);
            }
        });
        env.reset(ResetOptions.seed(1));
        assertThatThrownBy(() -> env.step(new Walk(3)))
                .isInstanceOf(InvalidActionException.class)
                .hasMessageContaining("/by");
        assertThat(env.step(new Walk(-1)).observation().at()).isEqualTo(-1);
    }

    @Test
    void aStateThatThrowsOrIsNullIsTheWorldsFailure() {
        var env = OrderEnforced.of(new Line() {
            @Override
            public State state() {
                return null;
            }
        });
        assertThatThrownBy(env::state).isInstanceOf(EnvironmentFailedException.class);
        assertThat(env.reset()).isNotNull();
    }

    @Test
    void aRefusedActionLeavesTheEpisodeRunning() {
        var env = OrderEnforced.of(new Line());
        env.reset(ResetOptions.seed(1));
        assertThatThrownBy(() -> env.step(new Walk(0))).isInstanceOf(InvalidActionException.class);
        assertThatThrownBy(() -> env.step(null)).isInstanceOf(InvalidActionException.class);
        env.step(new Walk(-1));
        assertThat(env.state().stepCount()).isEqualTo(1);
    }

    @Test
    void callsDuringAnotherThreadsCallAreRefused() throws InterruptedException, ExecutionException {
        var blocking = new Blocking();
        Environment<Walk, Place> env = OrderEnforced.of(blocking);
        env.reset();
        var step = new FutureTask<>(() -> env.step(new Walk(-1)));
        new Thread(step).start();
        assertThat(blocking.inside.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> env.step(new Walk(-1)))
                .isInstanceOf(EpisodeOrderException.class)
                .hasMessageContaining("one call at a time");
        assertThatThrownBy(env::state).isInstanceOf(EpisodeOrderException.class);
        blocking.release.countDown();
        assertThat(step.get().observation().at()).isEqualTo(-1);
        assertThat(env.step(new Walk(-1)).observation().at()).isEqualTo(-2);
    }

    @Test
    void closeDuringAStepReturnsAtOnceAndClosesTheWorldAfterIt() throws InterruptedException, ExecutionException {
        var blocking = new Blocking();
        var env = OrderEnforced.of(blocking);
        env.reset();
        var step = new FutureTask<>(() -> env.step(new Walk(-1)));
        new Thread(step).start();
        assertThat(blocking.inside.await(10, TimeUnit.SECONDS)).isTrue();
        env.close();
        env.close();
        assertThat(blocking.closes).hasValue(0);
        blocking.release.countDown();
        assertThat(step.get().observation().at()).isEqualTo(-1);
        assertThat(blocking.closes).hasValue(1);
        assertThatThrownBy(() -> env.step(new Walk(-1))).hasMessageContaining("after close");
    }

    @Test
    void aCloseThatThrowsIsNotTheCallersProblem() {
        var env = OrderEnforced.of(new Line() {
            @Override
            public void close() {
                throw new IllegalStateException("stuck");
            }
        });
        env.close();
    }

    private static final class Blocking extends Line {
        final CountDownLatch inside = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final AtomicInteger closes = new AtomicInteger();

        @Override
        public StepResult<Place> step(Walk walk) {
            inside.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return super.step(walk);
        }

        @Override
        public void close() {
            closes.incrementAndGet();
        }
    }
}
