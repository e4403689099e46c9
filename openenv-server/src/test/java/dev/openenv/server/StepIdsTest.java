package dev.openenv.server;

import static dev.openenv.server.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code openenv.resume.v1}: numbered steps happen once, however often they are asked for. */
@Timeout(60)
class StepIdsTest {

    static final String RESUME = "Sec-WebSocket-Protocol: other, openenv.resume.v1\r\n";

    private static final Duration SOON = Duration.ofSeconds(5);

    private final SteppingWorld world = new SteppingWorld();
    private RunningServer server;

    @BeforeEach
    void start() {
        start(Duration.ofSeconds(30));
    }

    private void start(Duration resumeLimit) {
        server = EnvServer.serve(world.provider())
                .port(0)
                .maxSessions(2)
                .resumeLimit(resumeLimit)
                .drainLimit(Duration.ofMillis(100))
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawSocket open() throws IOException {
        return RawSocket.open(server.port(), "/ws", RESUME);
    }

    private RawSocket attach(String session) throws IOException {
        return RawSocket.open(server.port(), "/ws?session_id=" + session, RESUME);
    }

    private static String id(RawSocket socket) throws Exception {
        var reply = socket.ask(
                "{\"type\":\"mcp\",\"data\":{\"jsonrpc\":\"2.0\",\"method\":\"openenv/session/create\",\"id\":1}}");
        return reply.object("data")
                .flatMap(data -> data.object("result"))
                .flatMap(result -> result.string("session_id"))
                .orElseThrow();
    }

    private static String step(long id, String data) {
        return "{\"type\":\"step\",\"data\":{" + data + "},\"id\":" + id + "}";
    }

    private static long n(JsonObject reply) {
        return reply.object("data")
                .flatMap(data -> data.object("observation"))
                .orElseThrow(() -> new AssertionError(reply))
                .integer("n")
                .orElseThrow();
    }

    private static void assertConflict(JsonObject reply) {
        assertThat(reply.object("data").orElseThrow().get("code")).isEqualTo("STEP_ID_CONFLICT");
    }

    @Test
    void theSubprotocolIsChosenOnlyWhenItIsOffered() throws Exception {
        try (var plain = RawSocket.open(server.port(), "/ws", "Sec-WebSocket-Protocol: other\r\n");
                var resuming = open()) {
            assertThat(plain.head.toLowerCase(java.util.Locale.ROOT)).doesNotContain("sec-websocket-protocol");
            assertThat(resuming.head.toLowerCase(java.util.Locale.ROOT))
                    .contains("sec-websocket-protocol: openenv.resume.v1\r\n");
            plain.send(step(1, ""));
            assertThat(plain.error()).isEqualTo("VALIDATION_ERROR");
        }
    }

    @Test
    void theSameNumberAgainIsTheSameReplyAndNoSecondStep() throws Exception {
        try (var socket = open()) {
            var first = socket.ask(step(1, ""));
            assertThat(n(first)).isEqualTo(1);
            assertThat(first.get("id")).isEqualTo(1L);
            assertThat(socket.ask(step(1, ""))).isEqualTo(first);
            assertThat(n(socket.ask(step(2, "")))).isEqualTo(2);
            assertThat(world.steps).hasValue(2);
        }
    }

    @Test
    void aGapABackwardNumberAnotherContentAndNoNumberAreConflictsAndTheSocketStays() throws Exception {
        try (var socket = open()) {
            assertConflict(socket.ask(step(2, "")));
            assertConflict(socket.ask(step(0, "")));
            assertThat(n(socket.ask(step(1, "")))).isEqualTo(1);
            assertConflict(socket.ask(step(1, "\"other\":1")));
            assertConflict(socket.ask(step(3, "")));
            assertConflict(socket.ask("{\"type\":\"step\",\"data\":{},\"id\":\"2\"}"));
            assertConflict(socket.ask("{\"type\":\"step\",\"data\":{},\"id\":null}"));
            assertThat(n(socket.ask(step(2, "")))).isEqualTo(2);
            assertConflict(socket.ask(step(1, "")));
            assertThat(world.steps).hasValue(2);
        }
    }

    @Test
    void resetsAndStatesAreNumberedTooAndOtherFramesAreNot() throws Exception {
        try (var socket = open()) {
            assertThat(socket.ask("{\"type\":\"reset\",\"id\":1}").get("id")).isEqualTo(1L);
            assertThat(socket.ask("{\"type\":\"state\",\"id\":2}").get("id")).isEqualTo(2L);
            socket.send("{\"type\":\"mcp\",\"data\":{},\"id\":3}");
            assertThat(socket.error()).isEqualTo("VALIDATION_ERROR");
            assertThat(n(socket.ask("{\"type\":\"step\",\"data\":{}}"))).isEqualTo(1);
            assertThat(n(socket.ask(step(3, "")))).isEqualTo(2);
        }
    }

    @Test
    void errorsAreRepliesAndKept() throws Exception {
        try (var socket = open()) {
            var failed = socket.ask(step(1, "\"fail\":1"));
            assertThat(failed.toString()).contains("EXECUTION_ERROR", "failed at 0");
            assertThat(socket.ask(step(1, "\"fail\":1"))).isEqualTo(failed);
            var invalid = socket.ask("{\"type\":\"step\",\"data\":5,\"id\":2}");
            assertThat(invalid.toString()).contains("VALIDATION_ERROR");
            assertThat(socket.ask("{\"type\":\"step\",\"data\":5,\"id\":2}")).isEqualTo(invalid);
            assertThat(world.steps).hasValue(1);
        }
    }

    @Test
    void aHalfOpenSocketIsTakenOverDuringItsStepAndTheNewOneGetsTheReply() throws Exception {
        try (var old = open()) {
            var session = id(old);
            old.send(step(1, "\"wait\":1"));
            world.waiting.await();
            try (var next = attach(session)) {
                assertThat(old.closeCode()).isEqualTo(1000);
                next.send(step(1, "\"wait\":1"));
                world.goOn.release();
                assertThat(n(next.receive())).isEqualTo(1);
                assertThat(n(next.ask(step(2, "")))).isEqualTo(2);
            }
        }
        assertThat(world.steps).hasValue(2);
        assertThat(world.interrupts).hasValue(0);
    }

    @Test
    void onlyAClientThatNegotiatedItComesBack() throws Exception {
        var socket = open();
        var session = id(socket);
        socket.reset();
        try (var plain = RawSocket.open(server.port(), "/ws?session_id=" + session)) {
            assertThat(plain.error()).isEqualTo("SESSION_ERROR");
        }
        try (var next = attach(session)) {
            assertThat(n(next.ask(step(1, "")))).isEqualTo(1);
        }
    }

    @Test
    void aCloseMessageEndsTheSessionAtOnceAndALostSocketDoesNot() throws Exception {
        var socket = open();
        var session = id(socket);
        socket.reset();
        try (var next = attach(session)) {
            assertThat(server.sessions()).isEqualTo(1);
            next.send("{\"type\":\"close\"}");
            assertThat(next.closeCode()).isEqualTo(1000);
        }
        eventually(() -> server.sessions() == 0, Duration.ofSeconds(1));
        try (var late = attach(session)) {
            assertThat(late.receive().toString()).contains("Unknown session_id: " + session);
        }
    }

    @Test
    void aSessionWhoseClientStaysAwayEndsAfterTheLimitEvenDuringAStep() throws Exception {
        server.close();
        start(Duration.ofMillis(100));
        var socket = open();
        socket.send(step(1, "\"wait\":1"));
        world.waiting.await();
        socket.reset();
        eventually(() -> server.sessions() == 0 && world.closed.get() == 1, SOON);
        assertThat(world.interrupts).hasValue(1);
    }

    @Test
    void noStepIsLostOrDoubledWhenConnectionsBreakAtRandom() throws Exception {
        var random = new Random(7);
        var socket = open();
        var session = id(socket);
        for (var number = 1L; number <= 400; number++) {
            var message = step(number, "\"x\":" + number);
            while (true) {
                if (random.nextInt(3) == 0) {
                    if (random.nextBoolean()) {
                        socket.send(message);
                    } else {
                        socket.frame(1, message.substring(0, 9).getBytes("UTF-8")); // the rest never comes
                    }
                    if (random.nextBoolean()) {
                        socket.reset();
                    } // else half open, or with a reply that nobody reads
                    socket = attach(session);
                } else {
                    var reply = socket.ask(message);
                    assertThat(n(reply)).isEqualTo(number);
                    assertThat(reply.get("id")).isEqualTo(number);
                    break;
                }
            }
        }
        assertThat(world.steps).hasValue(400);
        assertThat(world.interrupts).hasValue(0);
        assertThat(server.sessions()).isEqualTo(1);
        socket.close();
    }
}
