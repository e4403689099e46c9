package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.DeadlineExceededException;
import dev.openenv.Effect;
import dev.openenv.Environment;
import dev.openenv.Retry;
import dev.openenv.remote.EchoTypes.Heard;
import dev.openenv.remote.EchoTypes.Say;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ResumeTest {

    private static final Duration OPEN = Duration.ofSeconds(5);
    private static final String STEP = "{\"id\":2,\"type\":\"step\",\"data\":{\"message\":\"x\"}}";

    private static Environment<Say, Heard> reset(RemoteProvider<Say, Heard> provider) {
        var environment = provider.open(OPEN);
        environment.reset();
        return environment;
    }

    private static void again(ScriptedServer.Peer peer) throws Exception {
        assertThat(peer.head).startsWith("GET /ws?session_id=S%2F1 ");
        peer.keeping();
    }

    /** What a step gives after its first socket ended in some way. */
    private static void stepEndsWell(ScriptedServer.Script first) throws Exception {
        try (var server = new ScriptedServer(
                        peer -> {
                            peer.kept("S/1");
                            assertThat(peer.read()).isEqualTo(STEP);
                            first.play(peer);
                        },
                        peer -> {
                            again(peer);
                            assertThat(peer.read()).isEqualTo(STEP);
                            peer.numbered(2, 7).read();
                        });
                var environment = reset(EchoTypes.at(server.uri()))) {
            assertThat(environment.step(new Say("x")).reward()).hasValue(7);
        }
    }

    private static void cut(ScriptedServer.Peer peer) throws Exception {
        peer.socket.setSoLinger(true, 0);
        peer.socket.close();
    }

    @Test
    void aStepWhoseReplyWasLostIsSentAgainWithItsNumber() throws Exception {
        stepEndsWell(peer -> peer.socket.close());
        stepEndsWell(ResumeTest::cut);
        stepEndsWell(peer -> peer.hangUp(1012, "service restart"));
        stepEndsWell(peer -> peer.hangUp(1011, "keepalive ping timeout"));
        stepEndsWell(peer -> {
            peer.frame(ScriptedServer.Peer.TEXT, "{\"type\":\"obs".getBytes("UTF-8"));
            cut(peer);
        });
    }

    @Test
    void aServerThatCannotBeReachedForAWhileIsTriedAgain() throws Exception {
        try (var server = new ScriptedServer(
                        peer -> cut(peer.kept("S/1")),
                        peer -> cut(peer),
                        peer -> peer.http(503, "starting"),
                        peer -> {
                            again(peer);
                            cut(peer);
                        },
                        peer -> {
                            again(peer);
                            peer.error("{\"message\":\"Session S/1 is still initializing\",\"code\":\"SESSION_ERROR\"}")
                                    .hangUp(1000, "");
                        },
                        peer -> {
                            again(peer);
                            assertThat(peer.read()).isEqualTo(STEP);
                            peer.numbered(2, 7).read();
                        });
                var environment = reset(EchoTypes.at(server.uri()))) {
            assertThat(environment.step(new Say("x")).reward()).hasValue(7);
        }
    }

    @Test
    void aConnectionThatIsLostAgainAtOnceIsHadAgainBeforeTheNextCall() throws Exception {
        for (var i = 0; i < 10; i++) {
            var back = new CountDownLatch(1);
            try (var server = new ScriptedServer(
                            peer -> cut(peer.kept("S/1")),
                            peer -> {
                                again(peer);
                                cut(peer);
                            },
                            peer -> {
                                again(peer);
                                cut(peer);
                            },
                            peer -> {
                                again(peer);
                                back.countDown();
                                assertThat(peer.read()).isEqualTo(STEP);
                                peer.numbered(2, 7).read();
                            });
                    var environment = reset(EchoTypes.at(server.uri()))) {
                assertThat(back.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(environment.step(new Say("x")).reward()).hasValue(7);
            }
        }
    }

    @Test
    void aReplyThatComesTwiceAnswersOnlyItsOwnCall() throws Exception {
        try (var server = new ScriptedServer(peer -> cut(peer.kept("S/1")), peer -> {
                    again(peer);
                    peer.read();
                    peer.numbered(1, 0).numbered(2, 7);
                    assertThat(peer.read()).startsWith("{\"id\":3,");
                    peer.numbered(2, 7).numbered(3, 8).read();
                });
                var environment = reset(EchoTypes.at(server.uri()))) {
            assertThat(environment.step(new Say("x")).reward()).hasValue(7);
            assertThat(environment.step(new Say("y")).reward()).hasValue(8);
        }
    }

    @Test
    void aReplyToACallThatWasNotMadeEndsTheSession() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.kept("S/1").read();
                    peer.numbered(9, 1).read();
                });
                var environment = reset(EchoTypes.at(server.uri()))) {
            assertThat(catchThrowableOfType(RemoteException.class, () -> environment.step(new Say("x")))
                            .code())
                    .isEqualTo("bad_reply");
        }
    }

    @Test
    void aForgottenSessionIsNeverReplacedByAnother() throws Exception {
        try (var server = new ScriptedServer(
                        peer -> {
                            peer.kept("S/1").read();
                            cut(peer);
                        },
                        peer -> {
                            again(peer);
                            peer.error("{\"message\":\"Unknown session_id: S/1\",\"code\":\"SESSION_ERROR\"}")
                                    .hangUp(1000, "");
                        },
                        peer -> peer.http(500, "there must be no third connection"));
                var environment = reset(EchoTypes.at(server.uri()))) {
            var thrown = catchThrowableOfType(RemoteException.class, () -> environment.step(new Say("x")));
            assertThat(thrown.code()).isEqualTo("session_unknown");
            assertThat(thrown.effect()).isEqualTo(Effect.MAYBE);
            assertThat(thrown.retry()).isEqualTo(Retry.NEW_EPISODE);
            assertThat(catchThrowableOfType(RemoteException.class, environment::reset)
                            .code())
                    .isEqualTo("session_lost");
            assertThat(server.heads).hasSize(2);
        }
    }

    @Test
    void aLossBetweenTwoCallsIsMendedAtOnce() throws Exception {
        var lose = new CountDownLatch(1);
        var mended = new CountDownLatch(1);
        try (var server = new ScriptedServer(
                        peer -> {
                            peer.kept("S/1");
                            lose.await();
                            cut(peer);
                        },
                        peer -> {
                            again(peer);
                            mended.countDown();
                            assertThat(peer.read()).isEqualTo(STEP);
                            peer.numbered(2, 7).read();
                        });
                var environment = reset(EchoTypes.at(server.uri()))) {
            lose.countDown();
            mended.await(); // no call is under way
            assertThat(environment.step(new Say("x")).reward()).hasValue(7);
        }
    }

    @Test
    void theLossIsReportedAfterTheLimit() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.kept("S/1").read();
                    cut(peer);
                });
                var environment = reset(EchoTypes.at(server.uri()).withResumeLimit(Duration.ofMillis(300)))) {
            var thrown = catchThrowableOfType(RemoteException.class, () -> environment.step(new Say("x")));
            assertThat(thrown.code()).isEqualTo("connection_lost");
            assertThat(thrown).hasMessageContaining("not reached again");
            assertThat(thrown.retry()).isEqualTo(Retry.NEW_EPISODE);
        }
    }

    @Test
    void theLimitOfTheReplyHoldsWhileTheConnectionIsMadeAgain() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.kept("S/1").read();
                    cut(peer);
                });
                var environment = reset(EchoTypes.at(server.uri()).withReplyLimit(Duration.ofMillis(500)))) {
            assertThat(catchThrowableOfType(DeadlineExceededException.class, () -> environment.step(new Say("x"))))
                    .isNotNull();
            assertThat(catchThrowableOfType(RemoteException.class, environment::reset)
                            .code())
                    .isEqualTo("session_lost");
        }
    }

    @Test
    void aSessionThatIsNotWantedAnyMoreIsEnded() throws Exception {
        var said = new CompletableFuture<String>();
        try (var server = new ScriptedServer(peer -> {
            peer.kept("S/1");
            said.complete(peer.read() + Arrays.asList(peer.read()));
        })) {
            reset(EchoTypes.at(server.uri())).close();
            assertThat(said.get()).isEqualTo("{\"type\":\"close\"}[]");
        }
        var late = new CompletableFuture<String>();
        try (var server = new ScriptedServer(peer -> {
                    peer.kept("S/1").read();
                    late.complete(peer.read());
                });
                var environment = reset(EchoTypes.at(server.uri()).withReplyLimit(Duration.ofMillis(300)))) {
            assertThat(catchThrowableOfType(DeadlineExceededException.class, () -> environment.step(new Say("x"))))
                    .isNotNull();
            assertThat(late.get()).isEqualTo("{\"type\":\"close\"}");
        }
    }

    @Test
    void withoutResumeNothingIsOfferedAndALossIsReported() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    assertThat(peer.head.toLowerCase(java.util.Locale.ROOT)).doesNotContain("sec-websocket-protocol");
                    peer.started();
                    assertThat(peer.read()).isEqualTo("{\"type\":\"step\",\"data\":{\"message\":\"x\"}}");
                    cut(peer);
                });
                var environment = reset(EchoTypes.at(server.uri()).withoutResume())) {
            assertThat(catchThrowableOfType(RemoteException.class, () -> environment.step(new Say("x")))
                            .code())
                    .isEqualTo("connection_lost");
            assertThat(server.heads).hasSize(1);
        }
    }
}
