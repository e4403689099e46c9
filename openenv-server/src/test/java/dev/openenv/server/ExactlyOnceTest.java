package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.Retry;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.remote.RemoteProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ExactlyOnceTest {

    private static final int SESSIONS = 4;
    private static final int STEPS = 2_500;

    record Add(int amount) implements Action {}

    record Sum(int steps, long sum) implements Observation {}

    /** Counts its steps, and forbids or breaks where it is asked to. */
    static final class Counter implements Environment<Add, Sum> {

        private final AtomicInteger all;
        private int steps;
        private long sum;

        Counter(AtomicInteger all) {
            this.all = all;
        }

        @Override
        public StepResult<Sum> reset(ResetOptions options) {
            steps = 0;
            sum = 0;
            return StepResult.of(new Sum(0, 0));
        }

        @Override
        public StepResult<Sum> step(Add action) {
            if (action.amount() < -1) {
                throw new IllegalStateException("broken");
            }
            if (action.amount() < 0) {
                throw new InvalidActionException("nothing below zero");
            }
            all.incrementAndGet();
            sum += action.amount();
            return StepResult.of(new Sum(++steps, sum), steps);
        }

        @Override
        public State state() {
            return State.of("counter", steps);
        }
    }

    private static InProcessProvider<Add, Sum> counters(AtomicInteger steps) {
        return InProcessProvider.of(Counter.class, () -> new Counter(steps));
    }

    private static void awaitNone(RunningServer server) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (server.sessions() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(server.sessions()).isZero();
    }

    private static Integer play(RemoteProvider<Add, Sum> provider) {
        try (var environment = provider.open(Duration.ofSeconds(60))) {
            assertThat(environment.reset().observation()).isEqualTo(new Sum(0, 0));
            var sum = 0L;
            for (var step = 1; step <= STEPS; step++) {
                sum += step;
                var result = environment.step(new Add(step));
                assertThat(result.observation()).isEqualTo(new Sum(step, sum));
                assertThat(result.reward()).hasValue(step);
            }
            assertThat(environment.state().stepCount()).isEqualTo(STEPS);
            return STEPS;
        }
    }

    @Test
    void tenThousandStepsAreTakenOnceEachWhileConnectionsAreKilled() throws Exception {
        var steps = new AtomicInteger();
        try (var server = EnvServer.serve(counters(steps))
                        .port(0)
                        .maxSessions(64)
                        .resumeLimit(Duration.ofSeconds(20))
                        .start();
                var proxy = new KillingProxy(server.port(), 20261122, 12_000)) {
            var provider = RemoteProvider.at(proxy.uri(), Add.class, Sum.class);
            var threads = Executors.newFixedThreadPool(SESSIONS);
            try {
                List<Callable<Integer>> plays = new ArrayList<>();
                for (var i = 0; i < SESSIONS; i++) {
                    plays.add(() -> play(provider));
                }
                for (var played : threads.invokeAll(plays)) {
                    assertThat(played.get()).isEqualTo(STEPS);
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(steps).hasValue(SESSIONS * STEPS);
            assertThat(proxy.killed).hasValueGreaterThan(200);
            awaitNone(server);
        }
    }

    @Test
    void aSessionLeftBehindExpiresAndGivesItsPlaceBack() throws Exception {
        try (var server = EnvServer.serve(counters(new AtomicInteger()))
                .port(0)
                .maxSessions(1)
                .resumeLimit(Duration.ofMillis(700))
                .start()) {
            var proxy = new KillingProxy(server.port(), 1, Integer.MAX_VALUE);
            var environment = RemoteProvider.at(proxy.uri(), Add.class, Sum.class)
                    .withResumeLimit(Duration.ofMillis(300))
                    .open(Duration.ofSeconds(10));
            environment.reset();
            assertThat(server.sessions()).isEqualTo(1);
            proxy.close();
            OpenEnvException thrown = null;
            while (thrown == null) { // what was under way in the proxy may still pass
                thrown = catchThrowableOfType(OpenEnvException.class, () -> environment.step(new Add(1)));
            }
            environment.close();
            assertThat(thrown.code()).isIn("connection_lost", "connection_closed", "session_lost");
            assertThat(thrown.retry()).isEqualTo(Retry.NEW_EPISODE);
            try (var next =
                    RemoteProvider.at(server.uri(), Add.class, Sum.class).open(Duration.ofSeconds(30))) {
                assertThat(next.reset().observation().steps()).isZero();
            }
            awaitNone(server);
        }
    }

    @Test
    void ourServerSaysWhetherAnActionWasRefusedOrTheWorldBroke() {
        try (var server = EnvServer.serve(counters(new AtomicInteger())).port(0).start();
                var environment =
                        RemoteProvider.at(server.uri(), Add.class, Sum.class).open(Duration.ofSeconds(10))) {
            environment.reset();
            assertThat(catchThrowableOfType(InvalidActionException.class, () -> environment.step(new Add(-1))))
                    .hasMessageContaining("below zero");
            assertThat(environment.step(new Add(3)).observation()).isEqualTo(new Sum(1, 3));
            assertThat(catchThrowableOfType(EnvironmentFailedException.class, () -> environment.step(new Add(-2))))
                    .hasMessageContaining("broken"); // not counted, and yet no invalid action
        }
    }
}
