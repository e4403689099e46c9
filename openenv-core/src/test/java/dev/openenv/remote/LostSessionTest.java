package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.Blame;
import dev.openenv.DeadlineExceededException;
import dev.openenv.Effect;
import dev.openenv.Environment;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.remote.EchoTypes.Heard;
import dev.openenv.remote.EchoTypes.Say;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LostSessionTest {

    private static final Duration OPEN = Duration.ofSeconds(5);
    private static final String STEPPED = "{\"observation\":{\"echoed\":\"late\",\"n\":1},\"reward\":1,\"done\":false}";

    private static RemoteException stepFails(Environment<Say, Heard> environment, String code) {
        environment.reset();
        var thrown = catchThrowableOfType(RemoteException.class, () -> environment.step(new Say("x")));
        assertThat(thrown).isNotNull();
        assertThat(thrown.code()).isEqualTo(code);
        assertGone(environment);
        return thrown;
    }

    private static void assertGone(Environment<Say, Heard> environment) {
        var later = catchThrowableOfType(RemoteException.class, environment::reset);
        assertThat(later.code()).isEqualTo("session_lost");
        assertThat(later.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(later.retry()).isEqualTo(Retry.NEW_EPISODE);
    }

    private static RemoteException afterStep(ScriptedServer.Script then, String code) throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started().read();
                    then.play(peer);
                });
                var environment = EchoTypes.at(server.uri()).open(OPEN)) {
            return stepFails(environment, code);
        }
    }

    @Test
    void aLateReplyNeverAnswersAnotherCall() throws Exception {
        var timedOut = new CountDownLatch(1);
        var connections = new AtomicInteger();
        try (var server = new ScriptedServer(
                        peer -> {
                            connections.incrementAndGet();
                            peer.started().read();
                            timedOut.await();
                            peer.result(STEPPED);
                            peer.result(STEPPED);
                        },
                        peer -> connections.incrementAndGet());
                var environment = EchoTypes.at(server.uri())
                        .withReplyLimit(Duration.ofMillis(300))
                        .open(OPEN)) {
            environment.reset();
            var late = catchThrowableOfType(DeadlineExceededException.class, () -> environment.step(new Say("sleep")));
            assertThat(late.limit()).isEqualTo(Duration.ofMillis(300));
            assertThat(late.retry()).isEqualTo(Retry.NEW_EPISODE);
            timedOut.countDown();
            assertGone(environment);
            assertGone(environment);
            assertThat(connections).hasValue(1);
        }
    }

    @Test
    void aTimeoutClosesTheSocket() throws Exception {
        var closed = new CountDownLatch(1);
        try (var server = new ScriptedServer(peer -> {
                    peer.started().read();
                    assertThat(peer.read()).isEmpty();
                    closed.countDown();
                });
                var environment = EchoTypes.at(server.uri())
                        .withReplyLimit(Duration.ofMillis(200))
                        .open(OPEN)) {
            environment.reset();
            assertThat(catchThrowableOfType(DeadlineExceededException.class, () -> environment.step(new Say("s"))))
                    .isNotNull();
            closed.await();
        }
    }

    @Test
    void aCloseInTheMiddleIsReportedWithCodeAndReason() throws Exception {
        var thrown = afterStep(peer -> peer.hangUp(4001, "no more today"), "connection_closed");
        assertThat(thrown.closeCode()).hasValue(4001);
        assertThat(thrown).hasMessageContaining("no more today").hasMessageContaining("4001");
        assertThat(thrown.blame()).isEqualTo(Blame.INFRASTRUCTURE);
        assertThat(thrown.effect()).isEqualTo(Effect.MAYBE);
        assertThat(thrown.retry()).isEqualTo(Retry.NEW_EPISODE);
    }

    @Test
    void closeCodesHaveNames() throws Exception {
        assertThat(afterStep(peer -> peer.hangUp(1012, "service restart"), "server_stopped")
                        .closeCode())
                .hasValue(1012);
        afterStep(peer -> peer.hangUp(1001, ""), "server_stopped");
        afterStep(peer -> peer.hangUp(1011, "keepalive ping timeout"), "ping_timeout");
        assertThat(afterStep(peer -> peer.hangUp(1009, "frame exceeds limit"), "message_too_large")
                        .retry())
                .isEqualTo(Retry.NEVER);
    }

    @Test
    void anEndWithoutACloseFrameIsALostConnection() throws Exception {
        afterStep(peer -> peer.socket.close(), "connection_lost");
        afterStep(
                peer -> {
                    peer.socket.setSoLinger(true, 0);
                    peer.socket.close();
                },
                "connection_lost");
    }

    @Test
    void aReplyBeforeTheCloseIsStillRead() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started().read();
                    peer.result(STEPPED).hangUp(1000, "");
                });
                var environment = EchoTypes.at(server.uri()).open(OPEN)) {
            environment.reset();
            assertThat(environment.step(new Say("x")).observation().echoed()).isEqualTo("late");
            assertThat(catchThrowableOfType(RemoteException.class, () -> environment.step(new Say("x"))))
                    .isNotNull();
            assertGone(environment);
        }
    }

    @Test
    void repliesThatAreNoneEndTheSession() throws Exception {
        for (var reply : new String[] {
            "not json",
            "[]",
            "{}",
            "{\"type\":\"state\",\"data\":{}}",
            "{\"type\":\"observation\"}",
            "{\"type\":\"observation\",\"data\":{\"observation\":[]}}",
            "{\"type\":\"observation\",\"data\":{\"observation\":{\"echoed\":\"a\",\"n\":1},\"reward\":\"much\"}}"
        }) {
            assertThat(afterStep(peer -> peer.send(reply).read(), "bad_reply").effect())
                    .isEqualTo(Effect.MAYBE);
        }
    }

    @Test
    void aBinaryMessageEndsTheSession() throws Exception {
        afterStep(
                peer -> peer.frame(0x80 | ScriptedServer.Peer.BINARY, new byte[] {1, 2})
                        .read(),
                "bad_reply");
    }

    @Test
    void brokenUtf8IsALostConnection() throws Exception {
        afterStep(peer -> peer.frame(0x81, new byte[] {(byte) 0xc3}).read(), "connection_lost");
    }

    @Test
    void aReplyAboveTheLimitEndsTheSession() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started().read();
                    peer.result("{\"observation\":{\"echoed\":\"" + "x".repeat(3_000) + "\",\"n\":1}}")
                            .read();
                });
                var environment = EchoTypes.at(server.uri()).withMaxReply(2_000).open(OPEN)) {
            stepFails(environment, "message_too_large");
        }
    }

    /** A pong tells that everything before the ping was taken in. */
    private static void untilTakenIn(ScriptedServer.Peer peer) throws Exception {
        peer.frame(0x80 | ScriptedServer.Peer.PING, new byte[0]).answer(ScriptedServer.Peer.PONG);
    }

    @Test
    void aMessageThatNobodyAskedForAnswersNoCall() throws Exception {
        var strayed = new CountDownLatch(1);
        try (var server = new ScriptedServer(peer -> {
                    peer.started().result(STEPPED);
                    untilTakenIn(peer);
                    strayed.countDown();
                    assertThat(peer.read()).as("no step is sent").isEmpty();
                });
                var environment = EchoTypes.at(server.uri()).open(OPEN)) {
            environment.reset();
            strayed.await();
            assertGone(environment);
        }
    }

    @Test
    void aSecondReplyToOneCallAnswersNoOther() throws Exception {
        var strayed = new CountDownLatch(1);
        try (var server = new ScriptedServer(peer -> {
                    peer.started().read();
                    peer.result(STEPPED).result(STEPPED);
                    untilTakenIn(peer);
                    strayed.countDown();
                    assertThat(peer.read()).as("no step is sent").isEmpty();
                });
                var environment = EchoTypes.at(server.uri()).open(OPEN)) {
            environment.reset();
            assertThat(environment.step(new Say("x")).reward()).hasValue(1);
            strayed.await();
            assertThat(catchThrowableOfType(RemoteException.class, () -> environment.step(new Say("x")))
                            .code())
                    .isEqualTo("session_lost");
            assertGone(environment);
        }
    }

    @Test
    void aSessionErrorEndsTheSession() throws Exception {
        var thrown = afterStep(
                peer -> peer.error("{\"message\":\"no such session\",\"code\":\"SESSION_ERROR\"}")
                        .hangUp(1000, ""),
                "session_error");
        assertThat(thrown.retry()).isEqualTo(Retry.NEW_EPISODE);
    }

    @Test
    void aHalfOpenConnectionIsFoundByPings() throws Exception {
        try (var server = new ScriptedServer(peer -> {
            peer.started();
            peer.answersPings = false;
            peer.read();
            peer.read();
        })) {
            var provider = EchoTypes.at(server.uri());
            try (var environment = provider.with(
                            provider.settings().with(limits -> limits.withPing(Duration.ofMillis(200))))
                    .open(OPEN)) {
                stepFails(environment, "ping_timeout");
            }
        }
    }

    @Test
    void aSlowWorldThatAnswersPingsIsWaitedFor() throws Exception {
        try (var server = new ScriptedServer(peer -> {
            peer.started().read();
            peer.enoughPings = 4;
            assertThat(peer.read()).isEqualTo("ping");
            peer.result(STEPPED).read();
        })) {
            var provider = EchoTypes.at(server.uri());
            try (var environment = provider.with(
                            provider.settings().with(limits -> limits.withPing(Duration.ofMillis(200))))
                    .open(OPEN)) {
                environment.reset();
                assertThat(environment.step(new Say("x")).reward()).hasValue(1);
            }
        }
    }

    @Test
    void anInterruptEndsTheWaitAndTheSession() throws Exception {
        var stepping = new CountDownLatch(1);
        try (var server = new ScriptedServer(peer -> {
                    peer.started().read();
                    stepping.countDown();
                    peer.read();
                });
                var environment = EchoTypes.at(server.uri()).open(OPEN)) {
            environment.reset();
            var caller = Thread.currentThread();
            var interrupter = new Thread(() -> {
                try {
                    stepping.await();
                    caller.interrupt();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            interrupter.start();
            var thrown = catchThrowableOfType(OpenEnvException.class, () -> environment.step(new Say("x")));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown.code()).isEqualTo("interrupted");
            assertGone(environment);
        }
    }

    @Test
    void closeSaysGoodbyeOnceAndIsBounded() throws Exception {
        var said = new CountDownLatch(1);
        try (var server = new ScriptedServer(peer -> {
            peer.ready();
            assertThat(peer.read()).isEmpty();
            said.countDown();
            peer.socket.getInputStream().read(); // never answers the close
        })) {
            var environment = EchoTypes.at(server.uri()).open(OPEN);
            var start = System.nanoTime();
            environment.close();
            environment.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            said.await();
        }
    }
}
