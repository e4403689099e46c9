package dev.openenv.server;

import static dev.openenv.server.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions that outlive their sockets: who may use and end them, and when they end by themselves. */
@Timeout(60)
class SessionsTest {

    private static final String STEP = "{\"type\":\"step\",\"data\":{}}";
    private static final String WAIT = "{\"type\":\"step\",\"data\":{\"wait\":1}}";
    private static final String STATE = "{\"type\":\"state\"}";
    private static final String ID =
            "{\"type\":\"mcp\",\"data\":{\"jsonrpc\":\"2.0\",\"method\":\"openenv/session/create\",\"id\":1}}";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final SteppingWorld world = new SteppingWorld();

    private EnvServer serve(int sessions) {
        return EnvServer.serve(world.provider()).port(0).maxSessions(sessions).drainLimit(Duration.ofMillis(100));
    }

    private static RawSocket attach(RunningServer server, String session) throws IOException {
        return RawSocket.open(server.port(), "/ws?session_id=" + session);
    }

    private static String id(RawSocket socket) throws Exception {
        return socket.ask(ID)
                .object("data")
                .flatMap(data -> data.object("result"))
                .flatMap(result -> result.string("session_id"))
                .orElseThrow();
    }

    @Test
    void aRunningStepIsNeitherInterruptedNorLostWhenItsSocketGoesAndTheNextSocketWaitsForIt() throws Exception {
        try (var server = serve(1).start()) {
            var session = new McpClient(server).create();
            var first = attach(server, session);
            first.send(WAIT);
            world.waiting.await();
            first.reset();
            try (var second = attach(server, session)) {
                second.send(STEP);
                world.goOn.release();
                assertThat(second.receive().toString()).contains("\"n\":2");
            }
            assertThat(world.interrupts).hasValue(0);
            assertThat(server.sessions()).isEqualTo(1);
        }
    }

    @Test
    void theStateBeforeTheCallOfAClientThatGaveUpIsToldAtOnceAndTheRestWaits() throws Exception {
        try (var server = serve(1).start()) {
            var session = new McpClient(server).create();
            var first = attach(server, session);
            first.ask("{\"type\":\"reset\",\"data\":{}}");
            first.ask(STEP);
            first.send(WAIT);
            world.waiting.await();
            first.close();
            try (var second = attach(server, session)) {
                assertThat(second.ask(STATE).toString()).contains("\"step_count\":1");
                assertThat(second.ask(STATE).toString()).contains("\"step_count\":1");
                assertThat(world.steps).hasValue(1);
                second.send(STEP);
                second.send(STATE);
                world.goOn.release();
                assertThat(second.receive().toString()).contains("\"n\":3");
                assertThat(second.receive().toString()).contains("\"step_count\":3");
            }
        }
    }

    @Test
    void aSocketMayComeTheMomentTheLastOneIsCut() throws Exception {
        try (var server = serve(1).start()) {
            var session = new McpClient(server).create();
            for (var i = 1; i <= 30; i++) {
                var socket = attach(server, session);
                assertThat(socket.ask(STEP).toString()).contains("\"n\":" + i + "}");
                if (i % 2 == 0) {
                    socket.reset();
                } else {
                    socket.close();
                }
            }
        }
    }

    @Test
    void aSecondSocketIsRefusedAndTheFirstGoesOn() throws Exception {
        try (var server = serve(1).start()) {
            var session = new McpClient(server).create();
            try (var first = attach(server, session)) {
                first.ask(STEP);
                try (var second = attach(server, session)) {
                    assertThat(second.receive().toString()).contains("already has an attached WebSocket");
                    assertThat(second.closeCode()).isEqualTo(1000);
                }
                assertThat(first.ask(STEP).toString()).contains("\"n\":2");
            }
        }
    }

    @Test
    void nobodyElseAttachesToThePlainSocketsSessionOrClosesIt() throws Exception {
        try (var server = serve(2).start();
                var own = RawSocket.open(server.port(), "/ws")) {
            var session = id(own);
            try (var other = attach(server, session)) {
                assertThat(other.error()).isEqualTo("SESSION_ERROR");
                assertThat(other.closeCode()).isEqualTo(1000);
            }
            try (var resuming = RawSocket.open(server.port(), "/ws?session_id=" + session, StepIdsTest.RESUME)) {
                assertThat(resuming.error()).isEqualTo("SESSION_ERROR");
            }
            assertThat(new McpClient(server).closeError(session)).isEqualTo(-32600);
            assertThat(own.ask(STEP).get("type")).isEqualTo("observation");
            assertThat(server.sessions()).isEqualTo(1);
        }
    }

    @Test
    void aSessionWithoutASocketExpiresAndIsClosed() throws Exception {
        try (var server = serve(1).sessionExpiry(Duration.ofMillis(100)).start()) {
            var mcp = new McpClient(server);
            var session = mcp.create();
            eventually(() -> server.sessions() == 0, SOON);
            assertThat(world.closed).hasValue(1);
            assertThat(mcp.closeError(session)).isEqualTo(-32602);
        }
    }

    @Test
    void theSlotIsFreeWhenTheCloseIsAnswered() throws Exception {
        try (var server = serve(1).start()) {
            var mcp = new McpClient(server);
            for (var i = 0; i < 50; i++) {
                assertThat(mcp.close(mcp.create()).get("closed")).isEqualTo(true);
                assertThat(server.sessions()).isZero();
            }
        }
    }

    @Test
    void aWorldThatDoesNotCloseGivesItsSlotBackAllTheSame() throws Exception {
        world.closesSlowly = true;
        try (var server = serve(1).start()) {
            try (var socket = RawSocket.open(server.port(), "/ws")) {
                socket.ask(STEP);
            }
            eventually(() -> server.sessions() == 0, SOON);
            world.closesSlowly = false;
            try (var next = RawSocket.open(server.port(), "/ws")) {
                assertThat(next.ask(STEP).toString()).contains("\"n\":1");
            }
        } finally {
            world.mayClose.release();
        }
    }

    @Test
    void anAttachedSessionNeitherExpiresNorIsIdle() throws Exception {
        try (var server = serve(2).sessionExpiry(Duration.ofMillis(50))
                .idleLimit(Duration.ofMillis(50))
                .start()) {
            var session = new McpClient(server).create();
            try (var socket = attach(server, session);
                    var plain = RawSocket.open(server.port(), "/ws")) {
                socket.ask(STATE);
                assertThat(plain.error()).isEqualTo("SESSION_ERROR"); // a round of the watch has passed
                assertThat(plain.closeCode()).isEqualTo(1000);
                assertThat(socket.ask(STEP).get("type")).isEqualTo("observation");
            }
            eventually(() -> server.sessions() == 0, SOON);
        }
    }

    @Test
    void aRunningStepKeepsItsIdleSession() throws Exception {
        try (var server = serve(2).idleLimit(Duration.ofMillis(50)).start();
                var busy = RawSocket.open(server.port(), "/ws");
                var idle = RawSocket.open(server.port(), "/ws")) {
            busy.send(WAIT);
            world.waiting.await();
            assertThat(idle.error()).isEqualTo("SESSION_ERROR");
            world.goOn.release();
            assertThat(busy.receive().get("type")).isEqualTo("observation");
        }
    }

    @Test
    void closingWhileAttachedTakesEffectWhenTheSocketLeaves() throws Exception {
        try (var server = serve(1).start()) {
            var mcp = new McpClient(server);
            var session = mcp.create();
            var socket = attach(server, session);
            socket.ask(STEP);
            assertThat(mcp.close(session))
                    .isEqualTo(JsonObject.of("session_id", session, "closed", false, "closing", true));
            assertThat(mcp.close(session).get("closing")).isEqualTo(true);
            socket.ask(STEP);
            socket.reset();
            eventually(() -> server.sessions() == 0, SOON);
            assertThat(mcp.closeError(session)).isEqualTo(-32602);
        }
    }

    @Test
    void closingInterruptsTheStepOfASocketThatIsGone() throws Exception {
        try (var server = serve(1).start()) {
            var mcp = new McpClient(server);
            var session = mcp.create();
            var socket = attach(server, session);
            socket.send(WAIT);
            world.waiting.await();
            socket.reset();
            mcp.close(session); // now, or when the server has seen the socket go
            eventually(() -> server.sessions() == 0, SOON);
            eventually(() -> world.interrupts.get() == 1 && world.closed.get() == 1, SOON);
        }
    }

    @Test
    void idsThatAreNoTextAreUnknown() throws Exception {
        try (var server = serve(1).start()) {
            var mcp = new McpClient(server);
            assertThat(mcp.closeError(JsonObject.of("a", 1))).isEqualTo(-32602);
            assertThat(mcp.closeError(5)).isEqualTo(-32602);
            assertThat(mcp.closeError("")).isEqualTo(-32602);
            assertThat(mcp.error("tools/call", JsonObject.of("name", "x", "session_id", JsonObject.of("a", 1))))
                    .isEqualTo(-32602);
        }
    }

    @Test
    void socketsAndSessionsShareTheCapacity() throws Exception {
        try (var server = serve(2).start();
                var plain = RawSocket.open(server.port(), "/ws");
                var mcpSocket = RawSocket.open(server.port(), "/mcp")) {
            id(plain);
            eventually(() -> server.sessions() == 2, SOON);
            var mcp = new McpClient(server);
            assertThat(mcp.error(McpClient.CREATE, JsonObject.empty())).isEqualTo(-32000);
            try (var third = RawSocket.open(server.port(), "/mcp")) {
                assertThat(third.receive().toString()).contains("-32000", "Server at capacity: 2/2");
                assertThat(third.closeCode()).isEqualTo(1000);
            }
            mcpSocket.reset();
            eventually(() -> server.sessions() == 1, Duration.ofSeconds(1));
            assertThat(mcp.create()).hasSize(36);
        }
    }

    @Test
    void closingTheServerEndsSessionsWithoutASocketAndTheSocketsOfAttachedOnes() throws Exception {
        var server = serve(2).start();
        var mcp = new McpClient(server);
        mcp.create();
        try (var socket = attach(server, mcp.create())) {
            socket.ask(STEP);
            server.close();
            assertThat(socket.closeCode()).isEqualTo(1012);
        }
        assertThat(world.closed).hasValue(2);
    }

    @Test
    void theCallsOfASocketAndOfHttpComeOneAtATime() throws Exception {
        try (var server = serve(1).start()) {
            var mcp = new McpClient(server);
            var session = mcp.create();
            try (var socket = attach(server, session)) {
                var replies = new java.util.ArrayList<java.util.concurrent.CompletableFuture<JsonObject>>();
                for (var i = 0; i < 25; i++) {
                    socket.send(STEP);
                    replies.add(mcp.post(McpClient.call("none", session, JsonObject.empty())));
                }
                for (var reply : replies) {
                    assertThat(reply.get(20, TimeUnit.SECONDS).toString()).contains("\"n\":");
                }
                for (var i = 1; i <= 25; i++) {
                    assertThat(socket.receive().get("type")).isEqualTo("observation");
                }
            }
            assertThat(world.mostInside).hasValue(1);
            assertThat(world.steps).hasValue(50);
        }
    }
}
