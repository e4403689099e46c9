package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Environment;
import dev.openenv.InvalidActionException;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.provider.InProcessProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Slots, dead clients, slow worlds, shutdown. */
@Timeout(60)
class LifeCycleTest {

    private static final String STEP = "{\"type\":\"step\",\"data\":{}}";

    private final CountDownLatch stepping = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final AtomicInteger closed = new AtomicInteger();

    /** Steps until released; notices an interrupt when it is told to be gentle. */
    private final class Waiting implements Environment<JsonAction, JsonObservation> {

        private final boolean gentle;

        Waiting(boolean gentle) {
            this.gentle = gentle;
        }

        @Override
        public StepResult<JsonObservation> reset(ResetOptions options) {
            throw new InvalidActionException("the rules say no");
        }

        @Override
        public StepResult<JsonObservation> step(JsonAction action) {
            stepping.countDown();
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    if (gentle) {
                        throw new IllegalStateException("interrupted: a secret", e);
                    }
                }
            }
            return StepResult.of(new JsonObservation(JsonObject.empty()));
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private EnvServer serve(boolean gentle) {
        var object = JsonObject.of("type", "object");
        return EnvServer.serve(InProcessProvider.json("waiting", object, object, () -> new Waiting(gentle)))
                .port(0)
                .maxSessions(1);
    }

    private static void eventually(java.util.function.BooleanSupplier fact, Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        while (!fact.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(fact.getAsBoolean()).as("within %s", limit).isTrue();
    }

    @Test
    void aDeadClientsSlotComesBackInTheMiddleOfAStep() throws Exception {
        try (var server = serve(true).start()) {
            var socket = RawSocket.open(server.port(), "/ws");
            socket.send(STEP);
            stepping.await();
            socket.reset();
            eventually(() -> server.sessions() == 0, Duration.ofSeconds(1));
            assertThat(interrupted.await(1, TimeUnit.SECONDS)).isTrue();
            eventually(() -> closed.get() == 1, Duration.ofSeconds(1));
        }
    }

    @Test
    void aWorldThatIgnoresItsClientsDeathKeepsNoSlotAndIsClosedWhenItReturns() throws Exception {
        try (var server = serve(false).drainLimit(Duration.ZERO).start()) {
            var socket = RawSocket.open(server.port(), "/ws");
            socket.send(STEP);
            stepping.await();
            socket.close();
            eventually(() -> server.sessions() == 0, Duration.ofSeconds(1));
            assertThat(closed).hasValue(0);
            release.countDown();
            eventually(() -> closed.get() == 1, Duration.ofSeconds(1));
        }
    }

    @Test
    void anEndedStreamWithoutACloseFrameFreesTheSlot() throws Exception {
        try (var server = serve(true).start()) {
            var socket = RawSocket.open(server.port(), "/ws");
            eventually(() -> server.sessions() == 1, Duration.ofSeconds(1));
            socket.endStream();
            eventually(() -> server.sessions() == 0, Duration.ofSeconds(1));
        }
    }

    @Test
    void aStepBeyondItsDeadlineIsAnError() throws Exception {
        try (var server = serve(true).stepDeadline(Duration.ofMillis(100)).start();
                var socket = RawSocket.open(server.port(), "/ws")) {
            socket.send(STEP);
            var error = socket.receive().object("data").orElseThrow();
            assertThat(error.get("code")).isEqualTo("EXECUTION_ERROR");
            assertThat(error.string("message").orElseThrow()).contains("100 ms");
        }
    }

    @Test
    void anIdleSessionIsToldAndItsSocketClosed() throws Exception {
        try (var server = serve(true).idleLimit(Duration.ofMillis(50)).start();
                var socket = RawSocket.open(server.port(), "/ws")) {
            assertThat(socket.error()).isEqualTo("SESSION_ERROR");
            assertThat(socket.closeCode()).isEqualTo(1000);
            eventually(() -> server.sessions() == 0, Duration.ofSeconds(1));
        }
    }

    @Test
    void aRunningStepEndsAndItsReplyArrivesBeforeTheServerCloses() throws Exception {
        var server = serve(true).start();
        try (var socket = RawSocket.open(server.port(), "/ws")) {
            socket.send(STEP);
            stepping.await();
            var closing = CompletableFuture.runAsync(server::close);
            release.countDown();
            assertThat(socket.receive().get("type")).isEqualTo("observation");
            assertThat(socket.closeCode()).isEqualTo(1012);
            closing.get(5, TimeUnit.SECONDS);
        }
        assertThat(closed).hasValue(1);
        assertThatThrownBy(() -> RawSocket.open(server.port(), "/ws")).isInstanceOf(java.net.ConnectException.class);
    }

    @Test
    void aStepBeyondTheDrainLimitIsInterruptedAndItsSocketClosedWith1012() throws Exception {
        var server = serve(true).drainLimit(Duration.ofMillis(50)).start();
        try (var socket = RawSocket.open(server.port(), "/ws")) {
            socket.send(STEP);
            stepping.await();
            server.close();
            assertThat(socket.closeCode()).isEqualTo(1012);
        }
        assertThat(interrupted.await(1, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closeReturnsToEveryThreadOnlyWhenAllIsDown() throws Exception {
        var server = serve(true).start();
        try (var socket = RawSocket.open(server.port(), "/ws")) {
            socket.send(STEP);
            stepping.await();
            var first = CompletableFuture.runAsync(server::close);
            while (RawHttp.status(server.port(), RawHttp.head("GET /health", server.port())) != 503) {
                Thread.onSpinWait(); // until the first one is under way
            }
            var second = new Thread(server::close);
            second.start();
            eventually(() -> second.getState() == Thread.State.WAITING, Duration.ofSeconds(5));
            release.countDown();
            second.join();
            assertThat(closed).hasValue(1);
            assertThatThrownBy(() -> RawSocket.open(server.port(), "/ws"))
                    .isInstanceOf(java.net.ConnectException.class);
            first.get(5, TimeUnit.SECONDS);
            server.close();
        }
    }

    @Test
    void productionHidesWhatTheWorldThrewButNotWhatTheAgentDidWrong() throws Exception {
        try (var server = serve(true)
                        .mode(Mode.PRODUCTION)
                        .stepDeadline(Duration.ofMillis(50))
                        .start();
                var socket = RawSocket.open(server.port(), "/ws")) {
            socket.send("{\"type\":\"reset\"}");
            assertThat(socket.receive().toString()).contains("the rules say no");
            socket.send(STEP);
            var hidden = socket.receive().toString();
            assertThat(hidden).contains("EXECUTION_ERROR", "under error ").doesNotContain("secret", "50 ms");
        }
    }

    @Test
    void aModeThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Mode.of("")).hasMessageContaining("Invalid mode: ''");
        assertThat(Mode.of("PRODUCTION")).isEqualTo(Mode.PRODUCTION);
    }
}
