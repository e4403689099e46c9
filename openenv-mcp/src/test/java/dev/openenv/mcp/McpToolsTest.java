package dev.openenv.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.ResetOptions;
import dev.openenv.SpecException;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.ToolProvider;
import dev.openenv.server.EnvServer;
import dev.openenv.server.RunningServer;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolContent;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolException;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.ToolSet;
import java.net.URI;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tools of foreign servers, over HTTP and of processes. */
@Timeout(90)
class McpToolsTest {

    private static final JsonObject NONE = JsonObject.empty();
    private static final JsonObject SUM = JsonObject.of("a", 2, "b", 3);

    private static RunningServer serve(int sessions) {
        return EnvServer.serve(ConformanceWorlds.tools())
                .port(0)
                .maxSessions(sessions)
                .drainLimit(Duration.ofMillis(100))
                .start();
    }

    private static ToolServer at(String name, RunningServer server) {
        return ToolServer.at(name, server.uri().resolve("/mcp"));
    }

    private static ToolException failure(McpTools tools, String tool, JsonObject arguments) {
        return catchThrowableOfType(ToolException.class, () -> tools.call(tool, arguments));
    }

    @Test
    void toolsOverHttpAreListedCalledAndTheirSessionEndsWithThem() {
        try (var server = serve(4)) {
            try (var tools = McpTools.connect(at("world", server))) {
                assertThat(tools.list()).extracting(ToolDescriptor::name).contains("add", "fail", "picture");
                assertThat(tools.call("add", SUM).data()).isEqualTo(5L);
                assertThat(tools.call("add", SUM).text()).isEqualTo("5");
                assertThat(tools.call("picture", NONE).content().get(0)).isInstanceOf(ToolContent.Image.class);
                assertThat(tools.call("tally", NONE).data()).isEqualTo(1L);
                assertThat(tools.call("tally", NONE).data()).isEqualTo(2L);
                assertThat(server.sessions()).isEqualTo(1);
            }
            assertThat(server.sessions()).isZero();
        }
    }

    @Test
    void failuresHaveTheirKinds() {
        try (var server = serve(4);
                var tools = McpTools.connect(at("world", server).withLimit(Duration.ofSeconds(3)))) {
            assertThat(failure(tools, "fail", NONE).kind()).isEqualTo(ToolErrorKind.EXECUTION_ERROR);
            assertThat(failure(tools, "fail", NONE)).hasMessageContaining("tool exploded");
            assertThat(failure(tools, "add", JsonObject.of("a", "x")).kind())
                    .isEqualTo(ToolErrorKind.INVALID_ARGUMENTS);
            assertThat(failure(tools, "nope", NONE).kind()).isEqualTo(ToolErrorKind.NOT_FOUND);
            var late = failure(tools, "slow", JsonObject.of("seconds", 60));
            assertThat(late.kind()).isEqualTo(ToolErrorKind.TIMEOUT);
            assertThat(late).hasMessage("tool 'slow' of server 'world' timed out after 3.0 seconds");
        }
    }

    @Test
    void aServerThatIsGoneIsATransportError() {
        var server = serve(4);
        try (var tools = McpTools.connect(at("world", server).withLimit(Duration.ofSeconds(10)))) {
            tools.call("add", SUM);
            server.close();
            var gone = failure(tools, "add", SUM);
            assertThat(gone.kind()).isEqualTo(ToolErrorKind.TRANSPORT_ERROR);
            assertThat(gone).hasMessageStartingWith("server 'world' cannot be reached");
        }
        var refused = ToolServer.at("nobody", URI.create("http://127.0.0.1:" + server.port() + "/mcp"));
        assertThatThrownBy(() -> McpTools.connect(refused))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.kind()).isEqualTo(ToolErrorKind.TRANSPORT_ERROR));
    }

    @Test
    void aServerWithoutPlaceIsSaidInItsWords() {
        try (var server = serve(1);
                var first = McpTools.connect(at("world", server))) {
            assertThat(first.list()).isNotEmpty();
            assertThatThrownBy(() -> McpTools.connect(at("world", server)))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("Server at capacity: 1/1");
        }
    }

    @Test
    void tokensAndOtherHeadersAreSentAndNeverShown() {
        try (var server = EnvServer.serve(ConformanceWorlds.tools())
                .port(0)
                .token("secret")
                .start()) {
            var known = at("world", server).withToken("secret");
            assertThat(known.toString()).doesNotContain("secret");
            try (var tools = McpTools.connect(known)) {
                assertThat(tools.call("add", SUM).data()).isEqualTo(5L);
            }
            assertThatThrownBy(() -> McpTools.connect(at("world", server).withToken("guessed")))
                    .isInstanceOf(ToolException.class)
                    .message()
                    .doesNotContain("guessed");
        }
    }

    @Test
    void namesThatClashHaveTheServersNameBeforeThem() {
        try (var server = serve(4);
                var tools = McpTools.connect(at("one", server), at("other", server))) {
            assertThat(tools.list()).extracting(ToolDescriptor::name).contains("one_add", "other_add");
            assertThat(tools.call("one_tally", NONE).data()).isEqualTo(1L);
            assertThat(tools.call("one_tally", NONE).data()).isEqualTo(2L);
            assertThat(tools.call("other_tally", NONE).data()).isEqualTo(1L);
            assertThat(failure(tools, "tally", NONE).kind()).isEqualTo(ToolErrorKind.NOT_FOUND);
            assertThatThrownBy(() -> McpTools.connect(at("one", server), at("one", server)))
                    .isInstanceOf(SpecException.class);
        }
    }

    @Test
    void toolsOfOthersStandBesideOnesOwnAndKeepTheKindsOfTheirFailures() {
        var server = serve(4);
        try (server;
                var foreign = McpTools.connect(at("world", server))) {
            var all = ToolSet.builder()
                    .add(ToolDescriptor.of("own", "Mine."), arguments -> "mine")
                    .addTools(foreign)
                    .build();
            assertThat(all.call("own", NONE).text()).isEqualTo("mine");
            assertThat(all.call("add", SUM).data()).isEqualTo(5L);
            assertThat(all.limit("add")).hasValue(Duration.ofSeconds(31));
            server.close();
            assertThatThrownBy(() -> all.call("add", SUM))
                    .isInstanceOfSatisfying(
                            ToolException.class, e -> assertThat(e.kind()).isEqualTo(ToolErrorKind.TRANSPORT_ERROR));
        }
    }

    @Test
    void anEnvironmentOfForeignToolsConnectsAnewAtEachReset() {
        try (var server = serve(1)) {
            var provider = ToolProvider.of(McpTools.class, options -> McpTools.connect(at("world", server)));
            try (var environment = provider.open()) {
                for (var episode = 0; episode < 2; episode++) {
                    environment.reset(ResetOptions.defaults());
                    var reply =
                            (ToolReply) environment.step(CallTool.of("tally")).observation();
                    assertThat(reply.result().orElseThrow().data()).isEqualTo(1L);
                }
                var reply = (ToolReply) environment.step(CallTool.of("fail")).observation();
                assertThat(reply.error().orElseThrow().kind()).isEqualTo(ToolErrorKind.EXECUTION_ERROR);
            }
            assertThat(server.sessions()).isZero();
        }
    }

    @Test
    void callsMayComeFromManyThreads() {
        try (var server = serve(4);
                var tools = McpTools.connect(at("world", server))) {
            var sums = IntStream.range(0, 40)
                    .parallel()
                    .mapToObj(i ->
                            tools.call("add", JsonObject.of("a", i, "b", 1)).data())
                    .toList();
            assertThat(sums)
                    .isEqualTo(IntStream.rangeClosed(1, 40)
                            .mapToObj(i -> (Object) (long) i)
                            .toList());
        }
    }

    @Test
    void argumentsOfFiveMegabytesArrive() {
        try (var server = serve(4);
                var tools = McpTools.connect(at("world", server))) {
            var big = JsonObject.of("a", 1, "b", 2, "c", "x".repeat(5 << 20));
            assertThat(failure(tools, "add", big).kind()).isEqualTo(ToolErrorKind.INVALID_ARGUMENTS);
            assertThat(tools.call("add", SUM).data()).isEqualTo(5L);
        }
    }
}
