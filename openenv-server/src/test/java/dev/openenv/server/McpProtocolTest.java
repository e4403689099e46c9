package dev.openenv.server;

import static dev.openenv.server.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.codec.JsonText;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.ToolProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What worlds say to clients of the Model Context Protocol: tools, resources, prompts, failures. */
@Timeout(60)
class McpProtocolTest {

    private static final JsonObject NONE = JsonObject.empty();

    private final Workshop.Seen seen = new Workshop.Seen();
    private RunningServer server;
    private ProtocolClient client;

    @BeforeEach
    void begin() throws Exception {
        server = EnvServer.serve(ToolProvider.of(Workshop.class, options -> new Workshop(seen))
                        .withDescription("Work."))
                .port(0)
                .drainLimit(Duration.ofMillis(100))
                .start();
        client = ProtocolClient.begin(server);
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void theWelcomeSaysWhatThereIs() throws Exception {
        var reply = JsonText.parse(ProtocolClient.at(server, "/mcp")
                .post(ProtocolClient.INITIALIZE)
                .body());
        assertThat(reply.get("id")).isEqualTo(0L);
        var result = reply.object("result").orElseThrow();
        assertThat(result.object("capabilities").orElseThrow().names())
                .containsExactly("tools", "resources", "prompts");
        assertThat(result.object("serverInfo")).hasValue(JsonObject.of("name", "workshop", "version", "1.0.0"));
        assertThat(result.string("instructions")).hasValue("Work.");
    }

    @Test
    void toolsAreListedWithoutEmptyKeys() throws Exception {
        var tools = client.result("tools/list", NONE).list("tools").orElseThrow();
        assertThat(tools).hasSize(7);
        var count = (JsonObject) tools.get(0);
        assertThat(count.names()).containsExactly("name", "description", "inputSchema", "outputSchema");
        assertThat(count.string("name")).hasValue("count");
    }

    @Test
    void whatAToolGivesIsContentAndStructure() throws Exception {
        assertThat(JsonText.write(client.call("count", JsonObject.of("by", 3))))
                .isEqualTo("{\"content\":[{\"type\":\"text\",\"text\":\"3\"}],\"structuredContent\":{\"result\":3},"
                        + "\"isError\":false}");
        assertThat(JsonText.write(client.call("draw", NONE)))
                .isEqualTo("{\"content\":[{\"type\":\"image\",\"data\":\"AQID\",\"mimeType\":\"image/png\"}],"
                        + "\"isError\":false}");
        assertThat(JsonText.write(client.call("nothing", NONE)))
                .isEqualTo("{\"content\":[],\"structuredContent\":{\"result\":null},\"isError\":false}");
    }

    @Test
    void aToolThatFailsIsAResultWithItsKindAndTheSessionGoesOn() throws Exception {
        failed(client.call("fail", NONE), "execution_error", "Error calling tool 'fail': it broke");
        failed(
                client.call("count", JsonObject.of("by", 11)),
                "invalid_args",
                "Invalid arguments for tool 'count': /by: expected an integer from 1 to 10, got 11");
        failed(client.call("late", NONE), "timeout", "Tool 'late' timed out after 0.05 seconds");
        assertThat(client.error("tools/call", JsonObject.of("name", "nope"))).isEqualTo("-32602 Unknown tool: 'nope'");
        assertThat(client.call("count", JsonObject.of("by", 1)).bool("isError")).hasValue(false);
        assertThat(seen.interrupts).hasValue(1);
    }

    private static void failed(JsonObject result, String type, String message) {
        assertThat(result.bool("isError")).hasValue(true);
        assertThat(result.object("_meta")).hasValue(JsonObject.of(McpSpelling.ERROR_TYPE, type));
        assertThat(result.list("content").orElseThrow())
                .isEqualTo(List.of(JsonObject.of("type", "text", "text", message)));
    }

    @Test
    void aCancelledCallIsInterruptedAndPingsAreAnsweredMeanwhile() throws Exception {
        var hanging = client.postLater(
                "{\"jsonrpc\":\"2.0\",\"id\":\"slow\",\"method\":\"tools/call\",\"params\":" + "{\"name\":\"hang\"}}");
        seen.waiting.acquire();
        var waiting = client.postLater("{\"jsonrpc\":\"2.0\",\"id\":\"next\",\"method\":\"tools/call\",\"params\":"
                + "{\"name\":\"count\",\"arguments\":{\"by\":1}}}");
        assertThat(client.result("ping", NONE)).isEqualTo(NONE);
        cancel("unknown");
        cancel("slow");
        assertThat(hanging.get().body()).contains("\"id\":\"slow\"", "Request cancelled");
        assertThat(waiting.get().body()).contains("\"result\":1");
        eventually(() -> seen.interrupts.get() == 1, Duration.ofSeconds(20));
    }

    private void cancel(String id) throws Exception {
        var notification = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\""
                + id + "\"}}";
        assertThat(client.post(notification).statusCode()).isEqualTo(202);
    }

    @Test
    void resourcesAreListedAndReadFromTheSessionsOwnWorld() throws Exception {
        var listed = client.result("resources/list", NONE).list("resources").orElseThrow();
        assertThat(listed.get(0))
                .isEqualTo(JsonObject.of("uri", "shop://manual", "name", "Manual", "mimeType", "text/plain")
                        .with("description", "How to work."));
        client.call("count", JsonObject.of("by", 4));
        assertThat(client.result("resources/read", JsonObject.of("uri", "shop://manual"))
                        .toString())
                .contains("Count to 4");
        assertThat(client.result("resources/read", JsonObject.of("uri", "shop://logo"))
                        .toString())
                .contains("\"blob\":\"Bw==\"");
        assertThat(client.error("resources/read", JsonObject.of("uri", "shop://x")))
                .isEqualTo("-32002 Resource not found: 'shop://x'");
        assertThat(client.result("resources/templates/list", NONE))
                .isEqualTo(JsonObject.of("resourceTemplates", List.of()));
    }

    @Test
    void promptsTakeTheirArguments() throws Exception {
        assertThat(client.result("prompts/list", NONE).toString()).contains("\"required\":true");
        var asked = JsonObject.of("name", "begin", "arguments", JsonObject.of("name", "Ada"));
        assertThat(client.result("prompts/get", asked).toString()).contains("Work, Ada!");
        assertThat(client.error("prompts/get", JsonObject.of("name", "begin")))
                .isEqualTo("-32602 Missing arguments of prompt 'begin': name");
        assertThat(client.error("prompts/get", JsonObject.of("name", "end"))).startsWith("-32602 Unknown prompt");
    }

    @Test
    void aWorldOffersOnlyWhatItHas() throws Exception {
        try (var echo = EnvServer.serve(ConformanceWorlds.echo()).port(0).start()) {
            var reply = ProtocolClient.at(echo, "/mcp").post(ProtocolClient.INITIALIZE);
            assertThat(reply.body()).contains("\"capabilities\":{}");
            var none = ProtocolClient.begin(echo);
            assertThat(none.error("tools/list", NONE)).isEqualTo("-32601 This environment has no tools");
            assertThat(none.error("tools/call", JsonObject.of("name", "x"))).startsWith("-32601");
            assertThat(none.error("resources/list", NONE)).startsWith("-32601");
            assertThat(none.error("prompts/get", JsonObject.of("name", "x"))).startsWith("-32601");
        }
    }

    @Test
    void toolsAreThoseOfTheServersMode() throws Exception {
        for (var mode : Mode.values()) {
            try (var other = EnvServer.serve(ConformanceWorlds.toolsOfModes())
                    .port(0)
                    .mode(mode)
                    .start()) {
                var result = ProtocolClient.begin(other).call("place", JsonObject.of("city", "Bern"));
                assertThat(result.toString()).contains(mode == Mode.PRODUCTION ? "real Bern" : "simulated Bern");
            }
        }
    }
}
