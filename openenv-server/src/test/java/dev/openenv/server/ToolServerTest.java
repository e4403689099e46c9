package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.annotation.Param;
import dev.openenv.codec.JsonText;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.ToolProvider;
import dev.openenv.remote.RemoteProvider;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolError;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolPolicy;
import dev.openenv.tools.ToolReply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tools behind a server: many calls at once, modes, large arguments. */
@Timeout(60)
class ToolServerTest {

    private final HttpClient http = HttpClient.newHttpClient();

    private CompletableFuture<JsonObject> post(RunningServer server, String path, JsonObject body) {
        var uri = URI.create("http://127.0.0.1:" + server.port() + path);
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JsonText.write(body)))
                .build();
        return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(reply -> JsonText.parse(reply.body()));
    }

    private CompletableFuture<JsonObject> rpc(RunningServer server, String method, JsonObject params) {
        return rpcWhole(server, method, params)
                .thenApply(reply -> reply.object("result").orElseThrow(() -> new AssertionError(reply)));
    }

    private CompletableFuture<JsonObject> rpcWhole(RunningServer server, String method, JsonObject params) {
        var request = JsonObject.builder()
                .put("jsonrpc", "2.0")
                .put("method", method)
                .put("params", params)
                .put("id", 1);
        return post(server, "/mcp", request.build());
    }

    @Test
    void twentyFiveCallsAtOnceOnOneSessionEachCountOnce() throws Exception {
        try (var server = EnvServer.serve(ConformanceWorlds.tools())
                .port(0)
                .maxSessions(2)
                .start()) {
            var session = rpc(server, "openenv/session/create", JsonObject.empty())
                    .get()
                    .string("session_id")
                    .orElseThrow();
            var replies = new ArrayList<CompletableFuture<JsonObject>>();
            for (var i = 0; i < 25; i++) {
                replies.add(rpc(server, "tools/call", JsonObject.of("name", "tally", "session_id", session)));
            }
            var counts = new TreeSet<Long>();
            for (var reply : replies) {
                counts.add(reply.get().integer("data").orElseThrow());
            }
            assertThat(counts).isEqualTo(LongStream.rangeClosed(1, 25).boxed().collect(Collectors.toSet()));
        }
    }

    public static final class Counter {

        private long count;

        @Tool("Counts.")
        public long count(@Param(min = 1) int by) {
            return count += by;
        }
    }

    @Test
    void methodsAreListedAndCalledOverMcpAndInSteps() throws Exception {
        try (var server = EnvServer.serve(ToolProvider.of(Counter.class, options -> new Counter()))
                .port(0)
                .start()) {
            var listed = rpc(server, "tools/list", JsonObject.empty())
                    .get()
                    .list("tools")
                    .orElseThrow();
            assertThat(listed).hasSize(1).first().asString().contains("\"count\"", "\"minimum\":1", "Counts.");
            try (var socket = RawSocket.open(server.port(), "/ws")) {
                socket.ask("{\"type\":\"reset\",\"data\":{}}");
                var call = "{\"type\":\"step\",\"data\":{\"type\":\"call_tool\",\"tool_name\":\"count\","
                        + "\"arguments\":{\"by\":2}}}";
                socket.ask(call);
                assertThat(socket.ask(call).toString()).contains("\"data\":4");
                assertThat(socket.ask(call.replace("2", "0")).toString())
                        .contains("invalid_args", "/by: expected an integer of at least 1");
                assertThat(socket.ask(
                                        "{\"type\":\"step\",\"data\":{\"type\":\"call_tools\",\"calls\":["
                                                + "{\"tool_name\":\"count\",\"arguments\":{\"by\":1}},{\"tool_name\":\"none\"}]}}")
                                .toString())
                        .contains("\"replies\":[{\"tool_name\":\"count\"", "\"data\":5", "tool_not_found");
            }
        }
    }

    @Test
    void whatAPolicyForbidsIsRefusedOnEveryWay() throws Exception {
        var policy = ToolPolicy.allowingAll()
                .withRule(
                        "small steps",
                        call -> call.arguments().integer("by").orElse(0) > 9
                                ? Optional.of("at most nine")
                                : Optional.empty());
        try (var server = EnvServer.serve(ToolProvider.of(Counter.class, options -> new Counter(), policy))
                .port(0)
                .start()) {
            var much = JsonObject.of("by", 10);
            var params = JsonObject.of("name", "count", "arguments", much);
            assertThat(rpcWhole(server, "tools/call", params).get().toString()).contains("at most nine");

            var action = JsonObject.of("tool_name", "count", "arguments", much);
            var step = post(server, "/step", JsonObject.of("action", action)).get();
            assertThat(step.object("observation").flatMap(seen -> seen.object("error")))
                    .contains(JsonObject.of(
                            "error_type", "execution_error", "message", "Tool 'count' was not called: at most nine"));

            try (var environment = RemoteProvider.at(server.uri(), ToolAction.class, ToolObservation.class)
                    .open()) {
                environment.reset();
                var refused = environment.step(CallTool.of("count", much));
                assertThat(refused.metadata()).isEqualTo(JsonObject.of("error_type", "refused"));
                assertThat(((ToolReply) refused.observation()).error().orElseThrow())
                        .isEqualTo(ToolError.of(ToolErrorKind.REFUSED, "Tool 'count' was not called: at most nine"));
            }
        }
    }

    @Test
    void aServerInProductionHasTheToolsOfProduction() throws Exception {
        var place = JsonObject.of("name", "place", "arguments", JsonObject.of("city", "Rome"));
        for (var mode : Mode.values()) {
            try (var server = EnvServer.serve(ConformanceWorlds.toolsOfModes())
                    .port(0)
                    .mode(mode)
                    .start()) {
                var word = mode == Mode.PRODUCTION ? "real Rome" : "simulated Rome";
                assertThat(rpc(server, "tools/call", place).get().get("data")).isEqualTo(word);
            }
        }
    }

    @Test
    void fiveMillionCharactersGoThroughATool() throws Exception {
        try (var server = EnvServer.serve(ConformanceWorlds.tools()).port(0).start()) {
            var text = "x".repeat(5_000_000);
            var action = JsonObject.of("tool_name", "text", "arguments", JsonObject.of("value", text));
            var reply = post(server, "/step", JsonObject.of("action", action)).get();
            var result = reply.object("observation")
                    .flatMap(observation -> observation.object("result"))
                    .orElseThrow();
            assertThat(result.get("data")).isEqualTo(text);
        }
    }
}
