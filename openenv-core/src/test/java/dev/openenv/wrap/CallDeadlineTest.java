package dev.openenv.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.DeadlineExceededException;
import dev.openenv.Effect;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.InvalidActionException;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.Retry;
import dev.openenv.StepResult;
import dev.openenv.testworlds.Line;
import dev.openenv.testworlds.Line.Place;
import dev.openenv.testworlds.Line.Walk;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallDeadlineTest {

    private static final Duration SOON = Duration.ofMillis(100);
    private static final Duration LATER = Duration.ofSeconds(20);

    private final AbandonedThreads abandoned = new AbandonedThreads(2);

    @Test
    void callsInTimeGoThroughWithTheirExceptions() {
        try (var env = CallDeadline.of(new Line(), LATER, abandoned)) {
            env.reset(ResetOptions.seed(1));
            assertThat(env.step(new Walk(-1)).observation().at()).isEqualTo(-1);
            assertThatThrownBy(() -> env.step(new Walk(0))).isInstanceOf(InvalidActionException.class);
            assertThat(env.step(new Walk(-1)).observation().at()).isEqualTo(-2);
        }
    }

    @Test
    void anInterruptOfTheCallerStopsTheCallEvenBeforeItHasBegun() {
        for (var i = 0; i < 200; i++) {
            try (var env = CallDeadline.of(
                    new Line() {
                        @Override
                        public StepResult<Place> step(Walk walk) {
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException("told to stop", e);
                            }
                            return super.step(walk);
                        }
                    },
                    LATER,
                    abandoned)) {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> env.step(new Walk(1))).hasMessageContaining("interrupted");
                assertThat(Thread.interrupted()).isTrue();
            }
        }
        assertThat(abandoned.total()).isZero();
    }

    @Test
    void aBlockedStepIsInterruptedAndTheWorldCanBeResetAfterwards() {
        var interrupted = new AtomicBoolean();
        try (var env = CallDeadline.of(
                new Line() {
                    @Override
                    public StepResult<Place> step(Walk walk) {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupted.set(true);
                        }
                        return super.step(walk);
                    }
                },
                SOON,
                abandoned)) {
            env.reset(ResetOptions.seed(1));
            assertThatThrownBy(() -> env.step(new Walk(1)))
                    .isInstanceOfSatisfying(DeadlineExceededException.class, e -> {
                        assertThat(e.limit()).isEqualTo(SOON);
                        assertThat(e.effect()).isEqualTo(Effect.MAYBE);
                        assertThat(e.retry()).isEqualTo(Retry.NEW_EPISODE);
                    });
            assertThat(interrupted).isTrue();
            assertThat(abandoned.total()).isZero();
            assertThat(env.reset(ResetOptions.seed(1))).isNotNull();
        }
    }

    @Test
    void aStepThatIgnoresInterruptsIsLeftBehindAndClosesItsWorldWhenItReturns() throws InterruptedException {
        var release = new AtomicBoolean();
        var closed = new CountDownLatch(1);
        var env = CallDeadline.of(
                new Line() {
                    @Override
                    public StepResult<Place> step(Walk walk) {
                        while (!release.get()) {
                            LockSupport.parkNanos(1_000_000);
                        }
                        return super.step(walk);
                    }

                    @Override
                    public void close() {
                        closed.countDown();
                    }
                },
                SOON,
                abandoned);
        env.reset(ResetOptions.seed(1));
        assertThatThrownBy(() -> env.step(new Walk(1))).isInstanceOf(DeadlineExceededException.class);
        assertThat(abandoned.count()).isEqualTo(1);
        assertThatThrownBy(() -> env.reset(ResetOptions.seed(1)))
                .isInstanceOf(EnvironmentFailedException.class)
                .hasMessageContaining("never came back");
        env.close();
        assertThat(closed.getCount()).isEqualTo(1);
        release.set(true);
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(abandoned.count()).isZero();
        assertThat(abandoned.total()).isEqualTo(1);
    }

    @Test
    void anInterruptOfTheCallerReachesTheWorldAndIsKept() {
        var inside = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        var caller = Thread.currentThread();
        var env = CallDeadline.of(
                new Line() {
                    @Override
                    public StepResult<Place> step(Walk walk) {
                        inside.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            stopped.countDown();
                        }
                        return super.step(walk);
                    }
                },
                LATER,
                abandoned);
        env.reset(ResetOptions.seed(1));
        new Thread(() -> {
                    try {
                        inside.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    caller.interrupt();
                })
                .start();
        assertThatThrownBy(() -> env.step(new Walk(1)))
                .isInstanceOfSatisfying(
                        OpenEnvException.class, e -> assertThat(e.code()).isEqualTo("interrupted"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stopped.getCount()).isZero();
        env.close();
    }

    @Test
    void aCloseThatHangsIsLeftBehind() {
        var release = new CountDownLatch(1);
        var env = CallDeadline.of(
                new Line() {
                    @Override
                    public void close() {
                        while (release.getCount() > 0) {
                            LockSupport.parkNanos(1_000_000);
                        }
                    }
                },
                SOON,
                abandoned);
        env.reset(ResetOptions.seed(1));
        env.close();
        assertThat(abandoned.count()).isEqualTo(1);
        release.countDown();
    }
}
