package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.codec.JsonText;
import dev.openenv.codec.JsonText.Lenience;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolContent;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolList;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.ToolSet;
import dev.openenv.tools.Tools;
import dev.openenv.tools.ToolsReady;
import dev.openenv.wrap.AbandonedThreads;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The dialect of {@code /mcp} without sockets: recorded traffic of the Python reference, and what it does worse. */
class McpDialectTest {

    private static final Set<String> ABOUT_SESSIONS = Set.of(
            "tools/call unknown session",
            "GET",
            "trailing slash",
            "session life",
            "sessions are separate, and capacity is counted",
            "one session over HTTP and an attached socket: the same world");

    private final McpDialect dialect = new McpDialect(new ErrorTexts(true));

    @Test
    void everySingleRequestOverHttp() {
        var played = 0;
        for (var scenario : TranscriptPlayer.scenarios("mcp_http")) {
            var name = scenario.string("name").orElseThrow();
            if (ABOUT_SESSIONS.contains(name)) {
                continue;
            }
            played++;
            var request = scenario.object("request").orElseThrow();
            var reply = scenario.object("response").flatMap(response -> response.object("body"));
            var got = answer(McpRequest.overHttp(bytes(request)), open(ConformanceWorlds.tools()));
            assertThat(ToolDeviations.comparable(got))
                    .as(name)
                    .isEqualTo(
                            ToolDeviations.comparable(ToolDeviations.reply(reply.orElseThrow(), request.get("body"))));
        }
        assertThat(played).isEqualTo(57);
    }

    @Test
    void everyRequestOnOneSocket() {
        var events = TranscriptPlayer.scenarios("mcp_ws").get(0).list("events").orElseThrow();
        var world = open(ConformanceWorlds.tools());
        JsonObject got = null;
        Object sent = null;
        var played = 0;
        for (var item : events) {
            var event = (JsonObject) item;
            if (event.has("send") || event.has("send_text")) {
                sent = event.get("send");
                var text = sent == null ? event.string("send_text").orElseThrow() : JsonText.write((JsonObject) sent);
                got = answer(McpRequest.onSocket(text), world);
            } else if (event.has("recv") && !aboutSessions(sent)) {
                played++;
                var wanted = ToolDeviations.reply(event.object("recv").orElseThrow(), sent);
                assertThat(ToolDeviations.comparable(got)).as("%s", sent).isEqualTo(ToolDeviations.comparable(wanted));
            }
        }
        assertThat(played).isEqualTo(51);
    }

    @Test
    void insideFramesOfWs() {
        var world = open(ConformanceWorlds.tools());
        var request = JsonObject.of("jsonrpc", "2.0", "method", "nope", "id", 1);
        var frame = dialect.answer(McpRequest.of(request), world, "test").inFrame();
        assertThat(new String(frame, StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"mcp\",\"data\":{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32601,"
                        + "\"message\":\"Method not found: nope\",\"data\":null}}}");
    }

    @Test
    void worldWithoutTools() {
        play("mcp_no_tools", ConformanceWorlds.echo(), 3);
    }

    @Test
    void worldWithToolsOnlyInItsSteps() {
        play("mcp_style_actions", InProcessProvider.of(StepTools.class, StepTools::new), 2);
    }

    @Test
    void toolsOfOneModeAreThereInTheirMode() {
        for (var mode : Mode.values()) {
            var word = mode == Mode.PRODUCTION ? "real Rome" : "simulated Rome";
            var world = open(ConformanceWorlds.toolsOfModes(), mode);
            var list = result(call(world, "tools/list", JsonObject.empty()));
            assertThat(list.list("tools").orElseThrow())
                    .extracting(tool -> ((JsonObject) tool).get("name"))
                    .containsOnlyOnce("place")
                    .endsWith("anywhere");
            var arguments = JsonObject.of("city", "Rome");
            var place = JsonObject.of("name", "place", "arguments", arguments);
            assertThat(result(call(world, "tools/call", place)).get("data")).isEqualTo(word);
            var step = world.stepTool(JsonObject.of("tool_name", "place", "arguments", arguments));
            assertThat(step.observation().object("result").orElseThrow().get("data"))
                    .isEqualTo(word);
            var anywhere = JsonObject.of("name", "anywhere", "arguments", JsonObject.of("a", 1));
            assertThat(result(call(world, "tools/call", anywhere)).get("data")).isEqualTo(1L);
        }
    }

    @Test
    void whatIsNoObjectOnASocketIsAnInvalidRequest() {
        for (var text : new String[] {"[]", "[{}]", "null", "\"x\"", "5"}) {
            assertThat(code(McpRequest.onSocket(text))).as(text).isEqualTo(McpReply.INVALID_REQUEST);
        }
        assertThat(code(McpRequest.onSocket(null))).isEqualTo(McpReply.INVALID_REQUEST);
        assertThat(code(McpRequest.onSocket("{\"jsonrpc\":\"2.0\",\"method\":\"\\ud800\"}")))
                .isEqualTo(McpReply.PARSE_ERROR);
    }

    @Test
    void aWrongRequestIsQuotedShortlyAndEchoesAnIdOfAnySize() {
        var long1 = "x".repeat(5_000_000);
        var request = McpRequest.of(JsonObject.of(long1, 1, "id", long1, "method", List.of(long1)));
        var message = request.refused().json().object("error").orElseThrow().string("message");
        assertThat(message.orElseThrow()).hasSizeLessThan(1_000);
        assertThat(request.refused().json().get("id")).isEqualTo(long1);
        var big = JsonText.parse("{\"id\":123456789012345678901234567890,\"jsonrpc\":\"2.0\",\"method\":\"nope\"}");
        assertThat(answer(McpRequest.of(big), open(ConformanceWorlds.echo())).get("id"))
                .isEqualTo(big.get("id"));
    }

    @Test
    void whatJsonCannotHoldIsNeverWritten() throws Exception {
        var tools = ToolSet.builder()
                .add(ToolDescriptor.of("nan", ""), given -> Double.NaN)
                .add(ToolDescriptor.of("half", ""), given -> "\ud800")
                .add(
                        ToolDescriptor.of("halfContent", ""),
                        given -> ToolResult.content(List.of(new ToolContent.Text("\ud800"))))
                .add(ToolDescriptor.of("object", ""), given -> new Object())
                .add(ToolDescriptor.of("words", ""), given -> {
                    throw new IllegalStateException("\ud800 half");
                })
                .build();
        var world = new Plain(tools);
        for (var tool : tools.list()) {
            var request = request("tools/call", JsonObject.of("name", tool.name()));
            var reply = dialect.answer(request, world, "test");
            for (var bytes : List.of(reply.bytes(), reply.inFrame())) {
                var text = new String(bytes, StandardCharsets.UTF_8);
                assertThat(text).as(tool.name()).contains("-32603").doesNotContain("NaN,");
                JsonText.parse(text);
            }
        }
    }

    @Test
    void aWorldsOwnFailureIsHiddenWhenTheServerHidesThem() {
        var world = new Plain(new Tools() {
            @Override
            public List<ToolDescriptor> list() {
                throw new IllegalStateException("the password is 1234");
            }

            @Override
            public ToolResult call(String name, JsonObject arguments) {
                throw new IllegalStateException("the password is 1234");
            }
        });
        for (var method : new String[] {"tools/list", "tools/call"}) {
            var reply = call(world, method, JsonObject.of("name", "x"));
            assertThat(reply.object("error").orElseThrow().integer("code")).hasValue(McpReply.INTERNAL_ERROR);
            assertThat(JsonText.write(reply)).doesNotContain("1234");
        }
    }

    private void play(String file, EnvironmentProvider<?, ?> provider, int expected) {
        var played = 0;
        for (var scenario : TranscriptPlayer.scenarios(file)) {
            var request = scenario.object("request").orElseThrow();
            if (request.get("path").equals("/mcp")) {
                played++;
                var reply = scenario.object("response").flatMap(response -> response.object("body"));
                assertThat(answer(McpRequest.overHttp(bytes(request)), open(provider)))
                        .as("%s", scenario.get("name"))
                        .isEqualTo(reply.orElseThrow());
            }
        }
        assertThat(played).isEqualTo(expected);
    }

    private JsonObject call(McpWorld world, String method, JsonObject params) {
        return answer(request(method, params), world);
    }

    private static McpRequest request(String method, JsonObject params) {
        return McpRequest.of(JsonObject.builder()
                .put("jsonrpc", "2.0")
                .put("method", method)
                .put("params", params)
                .build());
    }

    private JsonObject answer(McpRequest request, McpWorld world) {
        var text = new String(dialect.answer(request, world, "test").bytes(), StandardCharsets.UTF_8);
        return (JsonObject) JsonText.parseLenient(text, Lenience.LOSSLESS);
    }

    private static JsonObject result(JsonObject reply) {
        return reply.object("result").orElseThrow(() -> new AssertionError(reply));
    }

    private static long code(McpRequest request) {
        return request.refused()
                .json()
                .object("error")
                .orElseThrow()
                .integer("code")
                .orElseThrow();
    }

    private static boolean aboutSessions(Object sent) {
        return sent instanceof JsonObject request
                && (String.valueOf(request.get("method")).startsWith("openenv/")
                        || request.object("params")
                                .map(params -> params.has("session_id"))
                                .orElse(false));
    }

    private static byte[] bytes(JsonObject request) {
        if (request.has("body_hex")) {
            return HexFormat.of().parseHex(request.string("body_hex").orElseThrow());
        }
        var text = request.has("body")
                ? JsonText.write(request.object("body").orElseThrow())
                : request.string("body_text").orElseThrow();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static McpWorld open(EnvironmentProvider<?, ?> provider) {
        return open(provider, Mode.SIMULATION);
    }

    private static <A extends Action, O extends Observation> McpWorld open(
            EnvironmentProvider<A, O> provider, Mode mode) {
        return new Served<>(provider, mode, null, new AbandonedThreads(1), CarefulListener.NONE).open();
    }

    private record Plain(Tools tools) implements McpWorld {

        @Override
        public boolean takesToolActions() {
            return false;
        }

        @Override
        public WireResult stepTool(JsonObject action) {
            throw new AssertionError(action);
        }
    }

    /** Answers tool actions by itself and has no capability. */
    private static final class StepTools implements Environment<ToolAction, ToolObservation> {

        @Override
        public StepResult<ToolObservation> reset(ResetOptions options) {
            return StepResult.of(ToolsReady.of());
        }

        @Override
        public StepResult<ToolObservation> step(ToolAction action) {
            if (action instanceof CallTool call) {
                return StepResult.of(
                        ToolReply.of(call.name(), ToolResult.bare(JsonObject.of("got", call.arguments()))));
            }
            return StepResult.of(ToolList.of(List.of(ToolDescriptor.of("one", "d", JsonObject.of("type", "object")))));
        }
    }
}
