package dev.openenv.server;

import static dev.openenv.server.Eventually.eventually;
import static dev.openenv.server.ProtocolClient.INITIALIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.ToolProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Model Context Protocol over Streamable HTTP: sessions, and what is neither message nor session. */
@Timeout(60)
class McpStreamableTest {

    private static final JsonObject NONE = JsonObject.empty();
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Workshop.Seen seen = new Workshop.Seen();

    private EnvServer serve() {
        return EnvServer.serve(ToolProvider.of(Workshop.class, options -> new Workshop(seen)))
                .port(0)
                .drainLimit(Duration.ofMillis(100));
    }

    @Test
    void eachSessionHasAWorldOfItsOwn() throws Exception {
        try (var server = serve().start()) {
            var one = ProtocolClient.begin(server);
            var other = ProtocolClient.begin(server);
            assertThat(one.session).isNotEqualTo(other.session);
            one.call("count", JsonObject.of("by", 2));
            assertThat(one.call("count", JsonObject.of("by", 3)).object("structuredContent"))
                    .hasValue(JsonObject.of("result", 5));
            assertThat(other.call("count", JsonObject.of("by", 1)).object("structuredContent"))
                    .hasValue(JsonObject.of("result", 1));
            assertThat(server.sessions()).isEqualTo(2);
        }
    }

    @Test
    void aSessionThatItsClientEndsFreesItsSlotAtOnce() throws Exception {
        try (var server = serve().maxSessions(1).start()) {
            var client = ProtocolClient.begin(server);
            client.call("count", JsonObject.of("by", 2));
            var full = ProtocolClient.at(server, "/mcp").post(INITIALIZE);
            assertThat(full.statusCode()).isEqualTo(200);
            assertThat(full.headers().firstValue("mcp-session-id")).isEmpty();
            assertThat(full.body())
                    .contains("-32000", "Server at capacity: 1/1", "\"active_sessions\":1", "\"max_sessions\":1");
            assertThat(client.delete().statusCode()).isEqualTo(204);
            assertThat(server.sessions()).isZero();
            assertThat(seen.closed).hasValue(1);
            assertThat(client.post(client.message("tools/list", NONE)).statusCode())
                    .isEqualTo(404);
            assertThat(client.delete().statusCode()).isEqualTo(404);
            ProtocolClient.begin(server);
        }
    }

    @Test
    void aSessionThatIsNotThereOrNotNamedIsSaidWithTheRightStatus() throws Exception {
        try (var server = serve().start()) {
            var client = ProtocolClient.at(server, "/mcp");
            var unknown = client.in("no such session").post(client.message("tools/list", NONE));
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).contains("Session not found").contains("\"id\":1");
            var without = client.post(client.message("tools/list", NONE));
            assertThat(without.statusCode()).isEqualTo(400);
            assertThat(without.body()).contains("Mcp-Session-Id is required");
            assertThat(client.in("nope").listen().statusCode()).isEqualTo(404);
        }
    }

    @Test
    void revisionsAreNegotiatedAndUnknownOnesInTheHeaderRefused() throws Exception {
        try (var server = serve().start()) {
            var client = ProtocolClient.at(server, "/mcp");
            for (var version : List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")) {
                assertThat(client.post(INITIALIZE.replace("2025-06-18", version))
                                .body())
                        .contains("\"protocolVersion\":\"" + version + "\"");
            }
            assertThat(client.post(INITIALIZE.replace("2025-06-18", "1999-12-31"))
                            .body())
                    .contains("\"protocolVersion\":\"2025-11-25\"");
            assertThat(client.post(INITIALIZE.replace("\"protocolVersion\":\"2025-06-18\",", ""))
                            .body())
                    .contains("-32602", "'protocolVersion' should be a text");
            var begun = ProtocolClient.begin(server);
            var wrong = begun.post(
                    begun.message("tools/list", NONE),
                    "Accept",
                    ProtocolClient.BOTH,
                    "MCP-Protocol-Version",
                    "1999-12-31");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).contains("spoken are 2025-11-25");
            assertThat(begun.post(INITIALIZE).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void whatIsNoMessageIsSaidAndHarmsNoSession() throws Exception {
        try (var server = serve().start()) {
            var client = ProtocolClient.begin(server);
            for (var bad : List.of("{", "[]", "[" + client.message("ping", NONE) + "]", "", "\"x\"", "\u0000")) {
                assertThat(client.post(bad).statusCode()).as(bad).isEqualTo(400);
            }
            assertThat(client.post("{").body()).contains("-32700");
            assertThat(client.post("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}")
                            .body())
                    .contains("-32600", "jsonrpc should be '2.0'");
            assertThat(client.post("{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}")
                            .body())
                    .contains("-32600", "id should be");
            assertThat(client.error("no/such", NONE)).isEqualTo("-32601 Method not found: no/such");
            assertThat(client.error("tools/list", JsonObject.of("cursor", "x"))).startsWith("-32602");
            assertThat(client.error("tools/call", NONE)).startsWith("-32602");
            assertThat(client.error("tools/call", JsonObject.of("name", "echo", "arguments", 5)))
                    .startsWith("-32602");
            assertThat(client.post("{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{}}")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(client.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(client.result("ping", NONE)).isEqualTo(NONE);
        }
    }

    @Test
    void theReplyIsWhatTheClientAccepts() throws Exception {
        try (var server = serve().start()) {
            var client = ProtocolClient.begin(server);
            var ping = client.message("ping", NONE);
            var event = client.post(ping, "Accept", "text/event-stream");
            assertThat(event.headers().firstValue("content-type")).hasValue("text/event-stream");
            assertThat(event.body())
                    .startsWith("event: message\ndata: {\"jsonrpc\":\"2.0\"")
                    .endsWith("}\n\n");
            assertThat(client.post(ping, "Accept", "text/html").statusCode()).isEqualTo(406);
            assertThat(client.post(ping, "X-None", "1").body()).contains("\"result\":{}");
            assertThat(client.post(ping, "Accept", "*/*").body()).contains("\"result\":{}");
        }
    }

    @Test
    void whoSpeaksTheDialectIsAnsweredInIt() throws Exception {
        try (var server = serve().start()) {
            var plain = ProtocolClient.at(server, "/mcp");
            for (var method : List.of("initialize", "ping", "resources/list")) {
                var reply = plain.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\"}", "X-None", "1");
                assertThat(reply.body()).contains("-32601", "Method not found: " + method);
            }
            var begun = plain.post(INITIALIZE, "X-None", "1");
            assertThat(begun.headers().firstValue("mcp-session-id")).isPresent();
            assertThat(Ask.of(server).get("/mcp").statusCode()).isEqualTo(405);
        }
    }

    @Test
    void aTrainerWhoKnowsTheSessionsIdReachesTheSameWorldOverASocket() throws Exception {
        try (var server = serve().start()) {
            var client = ProtocolClient.begin(server);
            client.call("count", JsonObject.of("by", 2));
            try (var socket = RawSocket.open(server.port(), "/ws?session_id=" + client.session)) {
                var step =
                        "{\"type\":\"step\",\"data\":{\"type\":\"call_tool\",\"tool_name\":\"count\",\"arguments\":{\"by\":3}}}";
                assertThat(socket.ask(step).toString()).contains("\"data\":5");
                assertThat(client.delete().statusCode()).isEqualTo(202);
                assertThat(server.sessions()).isEqualTo(1);
            }
            eventually(() -> server.sessions() == 0, SOON);
        }
    }

    @Test
    void argumentsOfFiveMegabytesArrive() throws Exception {
        try (var server = serve().start()) {
            var text = "\u00e4b".repeat(5 << 19);
            var result = ProtocolClient.begin(server).call("echo", JsonObject.of("text", text));
            assertThat(result.object("structuredContent").orElseThrow().string("result"))
                    .hasValue(text);
        }
    }

    @Test
    void environmentsOnOnePortHaveTheProtocolBelowTheirNames() throws Exception {
        try (var server = serve().and(ConformanceWorlds.tools()).start()) {
            var first = ProtocolClient.at(server, "/envs/workshop/mcp").post(INITIALIZE);
            var second = ProtocolClient.at(server, "/envs/tools_env/mcp").post(INITIALIZE);
            assertThat(first.body()).contains("\"name\":\"workshop\"");
            assertThat(second.body()).contains("\"name\":\"tools_env\"", "\"title\":\"ToolWorld\"");
            var id = second.headers().firstValue("mcp-session-id").orElseThrow();
            var stranger = ProtocolClient.at(server, "/envs/workshop/mcp").in(id);
            assertThat(stranger.delete().statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aStreamEndsWithItsSessionAndANewerOneEndsTheOlder() throws Exception {
        try (var server = serve().start()) {
            var client = ProtocolClient.begin(server);
            try (var first = client.listen().body();
                    var second = client.listen().body()) {
                assertThat(first.readAllBytes()).isEmpty();
                client.delete();
                assertThat(second.readAllBytes()).isEmpty();
            }
        }
    }

    @Test
    void aSessionExpiresWhenItsClientVanishedButNotWhileItListens() throws Exception {
        var ahead = new AtomicLong();
        try (var server = serve().clock(() -> System.nanoTime() + ahead.get())
                .sessionExpiry(Duration.ofMinutes(10))
                .start()) {
            var vanished = ProtocolClient.begin(server);
            vanished.call("count", JsonObject.of("by", 1));
            var listens = ProtocolClient.begin(server);
            try (var stream = listens.listen().body()) {
                ahead.set(TimeUnit.MINUTES.toNanos(11));
                eventually(() -> server.sessions() == 1, SOON);
                assertThat(listens.result("ping", NONE)).isEqualTo(NONE);
                assertThat(stream.available()).isZero();
                assertThat(seen.closed).hasValue(1);
            }
            assertThat(vanished.post(vanished.message("ping", NONE)).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void anIdleLimitEndsASessionThatOnlyListens() throws Exception {
        var ahead = new AtomicLong();
        try (var server = serve().clock(() -> System.nanoTime() + ahead.get())
                .idleLimit(Duration.ofMinutes(1))
                .start()) {
            var client = ProtocolClient.begin(server);
            try (var stream = client.listen().body()) {
                ahead.set(TimeUnit.MINUTES.toNanos(2));
                assertThat(stream.readAllBytes()).isEmpty();
            }
            assertThat(server.sessions()).isZero();
        }
    }

    @Test
    void tokensAndOriginsHoldForStreamsToo() throws Exception {
        try (var server = serve().token("secret").start()) {
            var client = ProtocolClient.at(server, "/mcp");
            assertThat(client.post(INITIALIZE).statusCode()).isEqualTo(401);
            var begun = client.post(INITIALIZE, "Accept", ProtocolClient.BOTH, "Authorization", "Bearer secret");
            assertThat(begun.statusCode()).isEqualTo(200);
            var session = begun.headers().firstValue("mcp-session-id").orElseThrow();
            assertThat(client.in(session).delete().statusCode()).isEqualTo(401);
        }
        try (var server = serve().start()) {
            var session = ProtocolClient.begin(server).session;
            var head = RawHttp.head(
                    "GET /mcp",
                    server.port(),
                    "Mcp-Session-Id: " + session,
                    "Accept: text/event-stream",
                    "Origin: https://evil.example",
                    "Connection: close");
            assertThat(RawHttp.status(server.port(), head)).isEqualTo(403);
        }
    }

    @Test
    void theServersEndEndsCallsAndStreams() throws Exception {
        var server = serve().start();
        try (server) {
            var client = ProtocolClient.begin(server);
            var stream = client.listen();
            var hanging = client.postLater(client.message("tools/call", JsonObject.of("name", "hang")));
            seen.waiting.acquire();
            server.close();
            try (var body = stream.body()) {
                assertThat(body.readAllBytes()).isEmpty();
            }
            assertThat(hanging).isNotNull();
            assertThat(seen.interrupts).hasValue(1);
            eventually(() -> seen.closed.get() == 1, SOON);
        }
    }

    @Test
    void aClientThatVanishesInTheMiddleOfACallHoldsNobodyElseUp() throws Exception {
        try (var server = serve().start()) {
            var client = ProtocolClient.begin(server);
            var body = client.message("tools/call", JsonObject.of("name", "hang"));
            try (var raw = new RawHttp(server.port())) {
                raw.send(RawHttp.head(
                                "POST /mcp",
                                server.port(),
                                "Mcp-Session-Id: " + client.session,
                                "Content-Length: " + body.length())
                        + body);
                seen.waiting.acquire();
            }
            ProtocolClient.begin(server).call("count", JsonObject.of("by", 1));
            assertThat(client.delete().statusCode()).isEqualTo(204);
            assertThat(seen.interrupts).hasValue(1);
            assertThat(server.sessions()).isEqualTo(1);
        }
    }
}
