package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolContent;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolException;
import dev.openenv.tools.Tools;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RemoteToolsTest {

    private static final String LIST = "\"result\":{\"tools\":[{\"name\":\"add\",\"title\":null,\"description\":null,"
            + "\"inputSchema\":{\"type\":\"object\",\"properties\":{\"a\":{}}}},"
            + "{\"name\":\"sub\",\"description\":\"Subtracts\",\"input_schema\":{\"type\":\"object\"}}]}";

    private static void answer(ScriptedServer.Peer peer, String method, String rest) throws Exception {
        var sent = JsonText.parse(peer.read());
        assertThat(sent.get("type")).isEqualTo("mcp");
        assertThat(sent.object("data").orElseThrow().get("method")).isEqualTo(method);
        peer.send("{\"type\":\"mcp\",\"data\":{\"jsonrpc\":\"2.0\",\"id\":1," + rest + "}}");
    }

    private static ScriptedServer calls(String... answers) throws Exception {
        return new ScriptedServer(peer -> {
            peer.ready();
            answer(peer, "tools/list", LIST);
            for (var answer : answers) {
                answer(peer, "tools/call", answer);
            }
        });
    }

    @Test
    void bothSpellingsOfASchemaAndAMissingDescriptionAreRead() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.ready();
                    answer(peer, "tools/list", LIST);
                    answer(peer, "tools/list", LIST);
                });
                var environment = EchoTypes.at(server.uri()).open(Duration.ofSeconds(5))) {
            assertThat(environment.find(Tools.class).orElseThrow().list())
                    .containsExactly(
                            ToolDescriptor.of(
                                    "add",
                                    "",
                                    JsonObject.of(
                                            "type", "object", "properties", JsonObject.of("a", JsonObject.empty()))),
                            ToolDescriptor.of("sub", "Subtracts", JsonObject.of("type", "object")));
        }
    }

    @Test
    void resultsOfAllShapesAreRead() throws Exception {
        try (var server = calls(
                        "\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"5\",\"annotations\":null,\"meta\":null}],"
                                + "\"structured_content\":{\"result\":5},\"meta\":null,\"data\":5,\"is_error\":false}",
                        "\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"5\"}]}",
                        "\"result\":{\"done\":false,\"reward\":null,\"metadata\":{},\"tool_name\":\"add\","
                                + "\"result\":{\"content\":[],\"data\":5},\"error\":null}",
                        "\"result\":[1,2]");
                var environment = EchoTypes.at(server.uri()).open(Duration.ofSeconds(5))) {
            var tools = environment.find(Tools.class).orElseThrow();
            assertThat(tools.call("add", JsonObject.of("a", 2)).data()).isEqualTo(5L);
            assertThat(tools.call("add", JsonObject.empty()).content()).containsExactly(new ToolContent.Text("5"));
            assertThat(tools.call("add", JsonObject.empty()).data()).isEqualTo(5L);
            assertThat(tools.call("add", JsonObject.empty()).data()).isEqualTo(List.of(1L, 2L));
        }
    }

    @Test
    void failuresAreTyped() throws Exception {
        var step =
                "\"result\":{\"tool_name\":\"add\",\"result\":null,\"error\":{\"error_type\":\"%s\",\"message\":\"m\"}}";
        try (var server = calls(
                        "\"error\":{\"code\":-32603,\"message\":\"Unknown tool: 'nope'\",\"data\":null}",
                        "\"error\":{\"code\":-32602,\"message\":\"Missing 'name' in params\",\"data\":null}",
                        "\"error\":{\"code\":-32603,\"message\":\"Error calling tool 'fail': tool exploded\"}",
                        step.formatted("invalid_args"),
                        step.formatted("of_tomorrow"));
                var environment = EchoTypes.at(server.uri()).open(Duration.ofSeconds(5))) {
            var tools = environment.find(Tools.class).orElseThrow();
            for (var kind : List.of(
                    ToolErrorKind.NOT_FOUND,
                    ToolErrorKind.INVALID_ARGUMENTS,
                    ToolErrorKind.EXECUTION_ERROR,
                    ToolErrorKind.INVALID_ARGUMENTS,
                    ToolErrorKind.OTHER)) {
                assertThat(catchThrowableOfType(ToolException.class, () -> tools.call("x", JsonObject.empty()))
                                .kind())
                        .isEqualTo(kind);
            }
        }
    }

    @Test
    void aWorldWithoutToolsHasNone() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.ready();
                    answer(
                            peer,
                            "tools/list",
                            "\"error\":{\"code\":-32603,\"message\":\"Environment does not support MCP\",\"data\":null}");
                });
                var environment = EchoTypes.at(server.uri()).open(Duration.ofSeconds(5))) {
            assertThat(environment.find(Tools.class)).isEmpty();
            assertThat(environment.find(Tools.class)).isEmpty();
        }
    }

    @Test
    void aCallThatMayHaveBeenMadeIsNotMadeAgain() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.kept("S");
                    answer(peer, "tools/list", LIST);
                    assertThat(peer.read()).contains("tools/call");
                });
                var environment = EchoTypes.at(server.uri()).open(Duration.ofSeconds(5))) {
            environment.reset();
            var tools = environment.find(Tools.class).orElseThrow();
            assertThat(catchThrowableOfType(RemoteException.class, () -> tools.call("add", JsonObject.empty()))
                            .code())
                    .isEqualTo("connection_lost");
        }
    }
}
