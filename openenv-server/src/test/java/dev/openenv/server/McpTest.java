package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code /mcp} in its three forms, where the recorded traffic has no example or ours is gentler. */
@Timeout(60)
class McpTest {

    private RunningServer server;
    private McpClient mcp;

    @BeforeEach
    void start() {
        server = EnvServer.serve(ConformanceWorlds.tools())
                .port(0)
                .maxSessions(4)
                .start();
        mcp = new McpClient(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatIsNoRequestOnASocketIsAnErrorAndTheSocketStays() throws Exception {
        try (var socket = RawSocket.open(server.port(), "/mcp")) {
            for (var text : new String[] {"[]", "null", "\"x\"", "5", "[{\"jsonrpc\":\"2.0\"}]"}) {
                assertThat(socket.ask(text).toString()).as(text).contains("-32600");
            }
            socket.frame(0x80 | RawSocket.BINARY, new byte[] {'{', '}'});
            assertThat(socket.receive().toString()).contains("-32600");
            assertThat(socket.ask(
                                    "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"id\":3,\"params\":{\"name\":\"tally\"}}")
                            .toString())
                    .contains("\"data\":1", "\"id\":3");
        }
    }

    @Test
    void manyCallsOfOneSessionAreAllAnsweredWithoutAThreadEach() throws Exception {
        var session = mcp.create();
        var replies = new ArrayList<CompletableFuture<JsonObject>>();
        for (var i = 0; i < 25; i++) {
            replies.add(mcp.post(McpClient.call("tally", session, JsonObject.empty())));
        }
        var seen = new ArrayList<Long>();
        for (var reply : replies) {
            seen.add(reply.get(20, TimeUnit.SECONDS)
                    .object("result")
                    .orElseThrow()
                    .integer("data")
                    .orElseThrow());
        }
        assertThat(seen).doesNotHaveDuplicates().hasSize(25).contains(1L, 25L);
    }

    @Test
    void healthIsAnsweredWhileCallsOfASessionWait() throws Exception {
        var session = mcp.create();
        var slow = mcp.post(McpClient.call("slow", session, JsonObject.of("seconds", 0.5)));
        var waiting = new ArrayList<CompletableFuture<JsonObject>>();
        for (var i = 0; i < 50; i++) {
            waiting.add(mcp.post(McpClient.call("tally", session, JsonObject.empty())));
        }
        assertThat(mcp.post(McpClient.call("tally", null, JsonObject.empty()))
                        .get(20, TimeUnit.SECONDS)
                        .toString())
                .contains("\"data\":1");
        slow.get(20, TimeUnit.SECONDS);
        for (var reply : waiting) {
            assertThat(reply.get(20, TimeUnit.SECONDS).has("result")).isTrue();
        }
    }

    @Test
    void moreCallsThanMayWaitAreRefused() throws Exception {
        var session = mcp.create();
        var replies = new ArrayList<CompletableFuture<JsonObject>>();
        replies.add(mcp.post(McpClient.call("slow", session, JsonObject.of("seconds", 1))));
        for (var i = 0; i < 300; i++) {
            replies.add(mcp.post(McpClient.call("tally", session, JsonObject.empty())));
        }
        var refused = 0;
        for (var reply : replies) {
            if (reply.get(30, TimeUnit.SECONDS).toString().contains("Too many calls wait")) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 60);
    }

    @Test
    void callsThatWaitForASessionThatEndsAreAnsweredAtOnce() throws Exception {
        var world = new SteppingWorld();
        try (var stepping = EnvServer.serve(world.provider()).port(0).start()) {
            var client = new McpClient(stepping);
            var session = client.create();
            var running = client.post(McpClient.call("step", session, JsonObject.of("wait", 1)));
            world.waiting.await();
            var waiting = new ArrayList<CompletableFuture<JsonObject>>();
            for (var i = 0; i < 5; i++) {
                waiting.add(client.post(McpClient.call("step", session, JsonObject.empty())));
            }
            assertThat(client.close(session).get("closed")).isEqualTo(true);
            for (var reply : waiting) {
                assertThat(reply.get(5, TimeUnit.SECONDS).toString()).contains("-32602");
            }
            assertThat(running.get(5, TimeUnit.SECONDS).toString()).contains("-32603", "interrupted");
            assertThat(stepping.sessions()).isZero();
            assertThat(world.steps).hasValue(0);
        }
    }

    @Test
    void aLongBodyIsAnswered() throws Exception {
        var text = "x".repeat(2 << 20);
        var reply = mcp.post(McpClient.call("text", null, JsonObject.of("value", text)))
                .get(20, TimeUnit.SECONDS);
        assertThat(reply.object("result").orElseThrow().get("data")).isEqualTo(text);
    }
}
