package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.conformance.ConformanceWorlds;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is too long, too much, too slow or half: an answer or a closed connection, soon, and nothing stays behind. */
@Timeout(120)
class LimitsTest {

    private static final String STATE = "{\"type\":\"state\"}";

    private RunningServer server;

    @BeforeEach
    void start() {
        server = EnvServer.serve(ConformanceWorlds.echo())
                .port(0)
                .maxSessions(4)
                .requestLimit(Duration.ofMillis(400))
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String post(String path, String... headers) {
        return RawHttp.head("POST " + path, server.port(), headers);
    }

    private String answer(String request) throws IOException {
        return RawHttp.answer(server.port(), request);
    }

    private void nothingStaysBehind() {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while ((server.connections() > 0 || server.sessions() > 0) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(server.connections()).as("connections").isZero();
        assertThat(server.sessions()).as("sessions").isZero();
    }

    @Test
    void halfABodyAndSilenceIsAnsweredWith408() throws Exception {
        for (var half : List.of(
                post("/step", "Content-Type: application/json", "Content-Length: 100") + "{\"action\":",
                post("/reset", "Transfer-Encoding: chunked") + "5\r\n{\"see",
                post("/mcp", "Content-Length: 10"))) {
            assertThat(answer(half)).as(half).startsWith("HTTP/1.1 408 ").contains("did not arrive in time");
        }
        nothingStaysBehind();
    }

    @Test
    void aBodyThatNobodyReadsDoesNotHoldItsConnection() throws Exception {
        for (var half : List.of(post("/nowhere", "Content-Length: 100") + "{", post("/health", "Content-Length: 9"))) {
            assertThat(answer(half)).as(half).matches("(?s)HTTP/1.1 40[45] .*");
        }
        nothingStaysBehind();
    }

    @Test
    void halfAHeadAndSilenceIsClosed() throws Exception {
        for (var half : List.of("GET /hea", "GET /health HTTP/1.1\r\nHost: x\r\n", "", "POST /step HTTP/1.1\r\nA")) {
            assertThat(answer(half)).as(half).doesNotStartWith("HTTP/1.1 2").doesNotStartWith("HTTP/1.1 5");
        }
        nothingStaysBehind();
    }

    @Test
    void aBodyOf40MegabytesIsRefusedWithOrWithoutItsLength() throws Exception {
        assertThat(answer(
                        post("/step", "Content-Type: application/json", "Content-Length: 40000000") + "{\"action\":{"))
                .startsWith("HTTP/1.1 413 ");
        try (var raw = new RawHttp(server.port())) {
            raw.send(post("/step", "Content-Type: application/json", "Transfer-Encoding: chunked"));
            var chunk = ("100000\r\n" + "x".repeat(1 << 20) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (var i = 0; i < 20; i++) {
                raw.send(chunk);
            }
            assertThat(raw.read()).matches("(?s)(HTTP/1.1 413 .*|)"); // the reset may overtake the answer
        }
        nothingStaysBehind();
    }

    @Test
    void aHeadThatIsTooLargeIsRefused() throws Exception {
        var headers = new String[300];
        Arrays.setAll(headers, i -> "X-H" + i + ": 1");
        for (var large : List.of(
                RawHttp.head("GET /health", server.port(), "X-Long: " + "x".repeat(200_000)),
                RawHttp.head("GET /" + "x".repeat(200_000), server.port()),
                RawHttp.head("GET /health?" + "a=1&".repeat(60_000), server.port()),
                RawHttp.head("x".repeat(200_000) + " /health", server.port()),
                RawHttp.head("GET /health", server.port(), headers))) {
            assertThat(RawHttp.status(answer(large)))
                    .as(large.substring(0, 30))
                    .isNotEqualTo(200)
                    .isLessThan(500);
        }
        nothingStaysBehind();
    }

    @Test
    void malformedHandshakesAreAnswered() throws Exception {
        for (var bad : List.of(
                RawHttp.head("GET /ws", server.port(), "Upgrade: websocket"),
                RawHttp.head("GET /ws", server.port(), "Upgrade: websocket", "Connection: Upgrade"),
                RawHttp.head("GET /ws", server.port(), RawHttp.HANDSHAKE.replace("Version: 13", "Version: 7")),
                RawHttp.head("GET /ws", server.port(), RawHttp.HANDSHAKE.replace("Version: 13", "Version: x")),
                RawHttp.head("GET /ws", server.port(), RawHttp.HANDSHAKE.replace("dGhlIHNhbXBsZSBub25jZQ==", "")),
                RawHttp.head("POST /ws", server.port(), RawHttp.HANDSHAKE),
                RawHttp.head("GET /nowhere", server.port(), RawHttp.HANDSHAKE),
                RawHttp.head("GET /ws", server.port(), RawHttp.HANDSHAKE).replace("HTTP/1.1", "HTTP/1.0"),
                RawHttp.head("GET /ws", server.port(), RawHttp.HANDSHAKE).replace("HTTP/1.1", "HTTP/9.9"))) {
            assertThat(RawHttp.status(answer(bad))).as(bad).isNotEqualTo(200).isLessThan(500);
        }
        nothingStaysBehind();
    }

    @Test
    void aMessageOf17MegabytesClosesItsSocketWith1009() throws Exception {
        try (var socket = RawHttp.upgraded(server.port())) {
            socket.send(RawHttp.frame(0x81, new byte[17 << 20]));
            var frame = socket.readFrame();
            if (frame != null) { // else the reset overtook it
                assertThat(frame).startsWith(0x88, 1009 >> 8, 1009 & 0xff);
            }
        }
        try (var other = RawHttp.upgraded(server.port())) {
            var message = "{\"type\":\"step\",\"data\":{\"message\":\"" + "x".repeat(15 << 20) + "\"}}";
            other.send(RawHttp.text(message));
            assertThat(other.readFrame()).hasSizeGreaterThan(15 << 20);
        }
        nothingStaysBehind();
    }

    @Test
    void invalidFramesCloseTheirSocketWithTheRightCode() throws Exception {
        closes(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, (byte) 0xc3, 0x28}, 1007); // not UTF-8
        closes(
                RawHttp.frame(0x81, new byte[] {'"', (byte) 0xe2, (byte) 0x82}),
                1007); // cut in the middle of a character
        closes(RawHttp.frame(0x81, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}), 1007); // half a surrogate pair
        closes(new byte[] {(byte) 0x81, 2, '{', '}'}, 1002); // without a mask
        closes(RawHttp.frame(0x83, new byte[0]), 1002); // a kind of frame that does not exist
        closes(RawHttp.frame(0xf1, new byte[0]), 1002); // bits of extensions
        closes(RawHttp.frame(0x80, new byte[0]), 1002); // goes on with nothing
        closes(RawHttp.frame(0x89, new byte[126]), 1002); // a ping that is too long
    }

    private void closes(byte[] bytes, int code) throws IOException {
        try (var socket = RawHttp.upgraded(server.port())) {
            socket.send(bytes);
            var frame = socket.readFrame();
            if (frame != null) {
                assertThat((frame[1] & 0xff) << 8 | frame[2] & 0xff)
                        .as("%s", Arrays.toString(bytes))
                        .isEqualTo(code);
                assertThat(frame[0] & 0xf).isEqualTo(8);
            }
        }
        nothingStaysBehind(); // so that the next one finds a place
    }

    @Test
    void aPingFloodEndsItsConnectionAndDisturbsNobody() throws Exception {
        try (var flood = RawHttp.upgraded(server.port());
                var other = RawHttp.upgraded(server.port())) {
            var ping = RawHttp.frame(0x89, new byte[125]);
            for (var i = 0; i < 100_000; i++) {
                flood.send(ping);
            }
            other.send(RawHttp.text(STATE));
            assertThat(other.readFrame()).isNotNull();
            var pongs = 0;
            for (var frame = flood.readFrame(); frame != null; frame = flood.readFrame()) {
                pongs += frame[0] == (byte) 0x8a ? 1 : 0;
            }
            assertThat(pongs).isLessThan(1000);
            other.send(RawHttp.text(STATE));
            assertThat(other.readFrame()).isNotNull();
        }
        nothingStaysBehind();
    }

    @Test
    void aConnectionTooManyIsRefusedAndItsPlaceComesBack() throws Exception {
        server.close();
        server = EnvServer.serve(ConformanceWorlds.echo())
                .port(0)
                .maxConnections(2)
                .start();
        var health = RawHttp.head("GET /health", server.port());
        try (var first = new RawHttp(server.port());
                var second = RawHttp.upgraded(server.port())) {
            first.send(health);
            assertThat(first.read()).startsWith("HTTP/1.1 200 ");
            assertThat(answer(health)).startsWith("HTTP/1.1 503 ").contains("Too many connections");
            first.send(health);
            assertThat(first.read()).startsWith("HTTP/1.1 200 ");
            second.send(RawHttp.text(STATE));
            assertThat(second.readFrame()).isNotNull();
        }
        nothingStaysBehind();
        assertThat(answer(health)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aThousandConnectsAtOnceAreAllAnswered() throws Exception {
        var sockets = new ArrayList<RawHttp>();
        var start = System.nanoTime();
        for (var i = 0; i < 1000; i++) {
            var socket = new RawHttp(server.port());
            socket.send(RawHttp.head("GET /ws", server.port(), RawHttp.HANDSHAKE));
            sockets.add(socket);
        }
        var refused = 0;
        for (var socket : sockets) {
            assertThat(socket.read()).startsWith("HTTP/1.1 101 ");
            socket.send(RawHttp.text(STATE));
        }
        for (var socket : sockets) {
            var frame = socket.readFrame();
            assertThat(frame).isNotNull();
            refused += new String(frame, StandardCharsets.UTF_8).contains("CAPACITY_REACHED") ? 1 : 0;
            socket.reset();
        }
        System.out.println("1000 connects, answered in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)
                + " ms, " + refused + " told: at capacity");
        assertThat(refused).isEqualTo(996);
        nothingStaysBehind();
    }

    @Test
    void silentConnectionsAreClosed() throws Exception {
        var silent = new ArrayList<Socket>();
        for (var i = 0; i < 100; i++) {
            silent.add(new Socket("127.0.0.1", server.port()));
        }
        for (var socket : silent) {
            socket.setSoTimeout(20_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            socket.close();
        }
    }

    @Test
    void aClientThatReadsNothingOfALargeReplyIsCut() throws Exception {
        server.close();
        server = EnvServer.serve(ConformanceWorlds.echo())
                .port(0)
                .replyLimit(Duration.ofMillis(500))
                .start();
        var body = "{\"action\":{\"message\":\"" + "x".repeat(15 << 20) + "\"}}";
        try (var silent = new RawHttp(server.port())) {
            silent.send(post("/step", "Content-Type: application/json", "Content-Length: " + body.length()) + body);
            nothingStaysBehind();
            assertThat(silent.drain()).isLessThan(15L << 20);
        }
    }

    @Test
    void aClientThatReadsALargeReplySlowlyGetsAllOfIt() throws Exception {
        server.close();
        server = EnvServer.serve(ConformanceWorlds.echo())
                .port(0)
                .replyLimit(Duration.ofMillis(1500))
                .start();
        var body = "{\"action\":{\"message\":\"" + "x".repeat(15 << 20) + "\"}}";
        try (var slow = new RawHttp(server.port())) {
            slow.send(post(
                            "/step",
                            "Content-Type: application/json",
                            "Connection: close",
                            "Content-Length: " + body.length())
                    + body);
            var start = System.nanoTime();
            var read = 0L;
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(4)) {
                read += slow.skip(500_000);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
            assertThat(read + slow.drain()).isGreaterThan(15L << 20);
        }
    }

    @Test
    void beyondTheBudgetLargeIsRefusedAndSmallPasses() throws Exception {
        startWithBudget(1 << 20);
        var large = "{\"action\":{\"message\":\"" + "x".repeat(600_000) + "\"}}";
        var message = "{\"type\":\"step\",\"data\":{\"message\":\"" + "x".repeat(900_000) + "\"}}";
        var half = RawHttp.text(message);
        try (var slow = RawHttp.upgraded(server.port())) {
            slow.send(Arrays.copyOf(half, half.length - 1000));
            eventually(() -> server.arriving() >= 800_000);
            assertThat(answer(step(large))).startsWith("HTTP/1.1 503 ").contains("Server busy");
            assertThat(answer(chunked(large))).startsWith("HTTP/1.1 503 ").contains("Server busy");
            assertThat(answer(post("/mcp", "Content-Length: 700000") + "x".repeat(700_000)))
                    .startsWith("HTTP/1.1 503 ");
            try (var other = RawHttp.upgraded(server.port())) {
                other.send(RawHttp.text(STATE));
                assertThat(other.readFrame()).isNotNull();
                other.send(RawHttp.text(message));
                var frame = other.readFrame();
                if (frame != null) { // else the reset overtook it
                    assertThat(frame).startsWith(0x88, 1013 >> 8, 1013 & 0xff);
                }
            }
            assertThat(answer(step("{\"action\":{\"message\":\"" + "y".repeat(60_000) + "\"}}")))
                    .startsWith("HTTP/1.1 200 ");
            slow.send(Arrays.copyOfRange(half, half.length - 1000, half.length));
            assertThat(slow.readFrame()).hasSizeGreaterThan(900_000);
            eventually(() -> server.arriving() == 0);
            assertThat(answer(step(large))).startsWith("HTTP/1.1 200 ");
            assertThat(answer(chunked(large))).startsWith("HTTP/1.1 200 ");
        }
        nothingStaysBehind();
        eventually(() -> server.arriving() == 0);
    }

    @Test
    void whatABrokenClientHeldIsGivenBack() throws Exception {
        startWithBudget(4 << 20);
        for (var half : List.of(
                post("/step", "Content-Length: 1000000"),
                post("/mcp", "Transfer-Encoding: chunked") + "7a120\r\n" + "x".repeat(400_000))) {
            try (var body = new RawHttp(server.port())) {
                body.send(half);
                eventually(() -> server.arriving() >= 400_000);
            }
            eventually(() -> server.arriving() == 0);
        }
        try (var socket = RawHttp.upgraded(server.port())) {
            socket.send(Arrays.copyOf(RawHttp.frame(0x81, new byte[1_000_000]), 500_000));
            eventually(() -> server.arriving() >= 500_000);
            socket.reset();
        }
        eventually(() -> server.arriving() == 0);
        nothingStaysBehind();
    }

    private void startWithBudget(long bytes) {
        server.close();
        server = EnvServer.serve(ConformanceWorlds.echo())
                .port(0)
                .receiveBudget(bytes)
                .start();
    }

    private String step(String body) {
        return post("/step", "Content-Type: application/json", "Content-Length: " + body.length()) + body;
    }

    private String chunked(String body) {
        return post("/step", "Content-Type: application/json", "Transfer-Encoding: chunked")
                + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    }

    private static void eventually(BooleanSupplier fact) throws Exception {
        Eventually.eventually(fact, Duration.ofSeconds(10));
    }

    @Test
    void aTakenPortIsSaidPlainly() {
        assertThatThrownBy(() -> EnvServer.serve(ConformanceWorlds.echo())
                        .port(server.port())
                        .start())
                .isInstanceOf(PortUnavailableException.class)
                .hasMessage("Port " + server.port() + " of 127.0.0.1 cannot be opened: Address already in use;"
                        + " choose another port, or 0 for any free one");
        assertThatThrownBy(() -> EnvServer.serve(ConformanceWorlds.echo())
                        .host("no.such.host.invalid")
                        .start())
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("no.such.host.invalid");
    }
}
