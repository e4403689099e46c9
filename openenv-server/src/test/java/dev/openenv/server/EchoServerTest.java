package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.codec.JsonText;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bad messages, many at once, large ones: what a client can do to its own session. */
@Timeout(60)
class EchoServerTest {

    private static final String STATE = "{\"type\":\"state\"}";
    private RunningServer server;

    @BeforeEach
    void start() {
        server =
                EnvServer.serve(ConformanceWorlds.echo()).port(0).maxSessions(4).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawSocket open() throws IOException {
        return RawSocket.open(server.port(), "/ws");
    }

    private static String step(String message) {
        return JsonText.write(JsonObject.of("type", "step", "data", JsonObject.of("message", message)));
    }

    private static long n(JsonObject reply) {
        return reply.object("data")
                .flatMap(data -> data.object("observation"))
                .orElseThrow()
                .integer("n")
                .orElseThrow();
    }

    @Test
    void aReplyOfManyMebibytesComesBackByteForByte() throws Exception {
        var text = new StringBuilder();
        while (text.length() < 12 << 20) {
            text.append(text.length()).append(' ');
        }
        try (var socket = open()) {
            var plain = socket.ask(step(text.toString()));
            var escaped = socket.ask(step("\u00e9\n" + text));

            assertThat(echoed(plain).equals(text.toString())).isTrue();
            assertThat(echoed(escaped).equals("\u00e9\n" + text)).isTrue();
        }
    }

    private static String echoed(JsonObject reply) {
        return reply.object("data")
                .flatMap(data -> data.object("observation"))
                .flatMap(observation -> observation.string("echoed"))
                .orElseThrow();
    }

    @Test
    void whatIsNoFrameIsAnErrorAndTheSessionGoesOn() throws Exception {
        try (var socket = open()) {
            socket.ask(step("hi"));
            for (var text : new String[] {"[1]", "\"x\"", "5", "null", "true"}) {
                socket.send(text);
                assertThat(socket.error()).as(text).isEqualTo("SESSION_ERROR");
            }
            socket.frame(0x80 | RawSocket.BINARY, STATE.getBytes("UTF-8"));
            assertThat(socket.error()).isEqualTo("SESSION_ERROR");
            socket.send("{\"type\":\"step\",\"data\":{\"message\":\"\\ud800\"}}");
            assertThat(socket.error()).isEqualTo("INVALID_JSON");
            assertThat(n(socket.ask(step("hi")))).isEqualTo(2);
        }
    }

    @Test
    void deepLongAndHugeValuesAreErrorsAndTheSessionGoesOn() throws Exception {
        try (var socket = open()) {
            socket.send("[".repeat(100_000));
            assertThat(socket.error()).isEqualTo("INVALID_JSON");
            socket.send("{\"type\":\"reset\",\"data\":{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}");
            assertThat(socket.error()).isEqualTo("INVALID_JSON");
            socket.send("{\"type\":\"reset\",\"data\":{\"seed\":" + "9".repeat(5_000) + "}}");
            assertThat(socket.error()).isEqualTo("INVALID_JSON");
            socket.send("{\"type\":\"reset\",\"data\":{\"" + "k".repeat(60_000) + "\":1}}");
            assertThat(socket.error()).isEqualTo("INVALID_JSON");
            assertThat(n(socket.ask(step("hi")))).isEqualTo(1);
        }
    }

    @Test
    void aFieldOfAnotherTypeThatMeansTheSameIsTaken() {
        record Move(int x, double speed, boolean fast) {}
        var reader = new ActionReader<>(dev.openenv.codec.Codecs.of(Move.class));
        assertThat(reader.read(JsonText.parse("{\"x\":\"7\",\"speed\":\"2.5\",\"fast\":\"yes\"}")))
                .isEqualTo(new Move(7, 2.5, true));
        assertThat(reader.read(JsonText.parse("{\"x\":true,\"speed\":1,\"fast\":0}")))
                .isEqualTo(new Move(1, 1, false));
    }

    @Test
    void stepsSentAtOnceComeBackInOrder() throws Exception {
        try (var socket = open()) {
            for (var i = 1; i <= 600; i++) {
                socket.send(step("m" + i));
            }
            for (var i = 1; i <= 600; i++) {
                var reply = socket.receive();
                assertThat(n(reply)).isEqualTo(i);
                assertThat(JsonText.write(reply)).contains("\"m" + i + "\"");
            }
        }
    }

    @Test
    void pingsAreAnsweredDuringAStep() throws Exception {
        try (var socket = open()) {
            socket.send(step("sleep:1"));
            socket.frame(0x80 | RawSocket.PING, new byte[] {7});
            var pong = socket.next();
            assertThat(pong.kind()).isEqualTo(RawSocket.PONG);
            assertThat(pong.payload()).containsExactly(7);
            assertThat(n(socket.receive())).isEqualTo(1);
        }
    }

    @Test
    void fragmentsWithAPingBetweenAreOneMessage() throws Exception {
        try (var socket = open()) {
            var text = step("whole").getBytes("UTF-8");
            socket.frame(RawSocket.TEXT, java.util.Arrays.copyOfRange(text, 0, 5));
            socket.frame(0x80 | RawSocket.PING, new byte[0]);
            socket.frame(0x80, java.util.Arrays.copyOfRange(text, 5, text.length));
            assertThat(socket.next().kind()).isEqualTo(RawSocket.PONG);
            assertThat(n(socket.receive())).isEqualTo(1);
        }
    }

    @Test
    void manySessionsStepAtOnce() throws Exception {
        server.close();
        server = EnvServer.serve(ConformanceWorlds.echo())
                .port(0)
                .maxSessions(64)
                .start();
        var sockets = new ArrayList<RawSocket>();
        for (var i = 0; i < 64; i++) {
            sockets.add(open());
        }
        for (var socket : sockets) {
            socket.send(step("sleep:0.2"));
        }
        for (var socket : sockets) {
            assertThat(n(socket.receive())).isEqualTo(1);
            socket.close();
        }
    }

    @Test
    void aRefusedClientReadsWhyEvenIfItSpeaksFirst() throws Exception {
        var sockets = new ArrayList<RawSocket>();
        for (var i = 0; i < 4; i++) {
            var socket = open();
            sockets.add(socket);
            socket.send(STATE);
            assertThat(socket.receive().string("type")).contains("state");
        }
        try (var fifth = open()) {
            fifth.send(STATE);
            assertThat(fifth.error()).isEqualTo("CAPACITY_REACHED");
            assertThat(fifth.closeCode()).isEqualTo(1000);
        }
        for (var socket : sockets) {
            socket.close();
        }
    }

    @Test
    void anUnknownSessionIsAnError() throws Exception {
        try (var socket = RawSocket.open(server.port(), "/ws?session_id=nope")) {
            assertThat(socket.error()).isEqualTo("SESSION_ERROR");
            assertThat(socket.closeCode()).isEqualTo(1000);
        }
        assertThat(server.sessions()).isZero();
    }

    @Test
    void badJsonOverHttpIsRefusedGently() throws Exception {
        assertThat(post("{\"action\":{\"message\":\"\\ud800\"}}").statusCode()).isEqualTo(422);
        assertThat(post("{\"action\":{\"message\":\"see\"},\"timeout_s\":NaN}").statusCode())
                .isEqualTo(422);
        assertThat(post("[".repeat(100_000)).statusCode()).isEqualTo(422);
        assertThat(post("{\"action\":{\"message\":\"hi\"}}").statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyAboveTheLimitIsRefused() throws Exception {
        server.close();
        server = EnvServer.serve(ConformanceWorlds.echo())
                .port(0)
                .maxMessageBytes(1000)
                .start();
        assertThat(post("{\"action\":{\"message\":\"" + "x".repeat(2000) + "\"}}")
                        .statusCode())
                .isEqualTo(413);
    }

    private HttpResponse<String> post(String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.uri() + "/step"))
                .timeout(Duration.ofSeconds(10))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
