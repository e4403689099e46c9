package dev.openenv.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.context.Prompt;
import dev.openenv.context.Prompts;
import dev.openenv.context.Resource;
import dev.openenv.context.ResourceContent;
import dev.openenv.context.Resources;
import dev.openenv.provider.ToolProvider;
import dev.openenv.server.EnvServer;
import dev.openenv.server.RunningServer;
import dev.openenv.tools.Tool;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The official client against environments: over HTTP at a server, and over the streams of a process. */
@Timeout(90)
class SdkClientTest {

    private static McpSyncClient client(McpClientTransport transport) {
        return McpClient.sync(transport).build();
    }

    private static McpSyncClient at(RunningServer server) {
        return client(HttpClientStreamableHttpTransport.builder(server.uri().toString())
                .endpoint("/mcp")
                .build());
    }

    private static McpSchema.CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static void works(McpSyncClient client) {
        var welcome = client.initialize();
        assertThat(welcome.protocolVersion()).isEqualTo("2025-11-25");
        assertThat(welcome.serverInfo().name()).isEqualTo("tools_env");
        client.ping();
        assertThat(client.listTools().tools())
                .extracting(McpSchema.Tool::name)
                .contains("add", "fail", "picture", "tally");
        var sum = call(client, "add", Map.of("a", 2, "b", 3));
        assertThat(sum.isError()).isFalse();
        assertThat(sum.structuredContent()).isEqualTo(Map.of("result", 5));
        assertThat(((McpSchema.TextContent) sum.content().get(0)).text()).isEqualTo("5");
        assertThat(call(client, "picture", Map.of()).content().get(0)).isInstanceOf(McpSchema.ImageContent.class);
        var failed = call(client, "fail", Map.of());
        assertThat(failed.isError()).isTrue();
        assertThat(((McpSchema.TextContent) failed.content().get(0)).text()).contains("tool exploded");
        assertThatThrownBy(() -> call(client, "nope", Map.of())).isInstanceOf(McpError.class);
        assertThat(call(client, "tally", Map.of()).structuredContent()).isEqualTo(Map.of("result", 1));
        assertThat(call(client, "tally", Map.of()).structuredContent()).isEqualTo(Map.of("result", 2));
    }

    @Test
    void overHttpItListsCallsAndFreesItsPlace() {
        try (var server = EnvServer.serve(ConformanceWorlds.tools())
                .port(0)
                .maxSessions(1)
                .start()) {
            for (var turn = 0; turn < 2; turn++) { // the second only begins if the first has freed its place
                var client = at(server);
                try {
                    works(client);
                    assertThat(server.sessions()).isEqualTo(1);
                } finally {
                    assertThat(client.closeGracefully()).isTrue();
                }
                assertThat(server.sessions()).isZero();
            }
        }
    }

    @Test
    void twoClientsHaveWorldsOfTheirOwn() {
        try (var server = EnvServer.serve(ConformanceWorlds.tools()).port(0).start()) {
            var one = at(server);
            var other = at(server);
            one.initialize();
            other.initialize();
            call(one, "tally", Map.of());
            assertThat(call(one, "tally", Map.of()).structuredContent()).isEqualTo(Map.of("result", 2));
            assertThat(call(other, "tally", Map.of()).structuredContent()).isEqualTo(Map.of("result", 1));
            one.closeGracefully();
            other.closeGracefully();
        }
    }

    @Test
    void overTheStreamsOfAProcessItDoesTheSame() {
        var server = StdioServer.command("child", "tools").command();
        var parameters = ServerParameters.builder(server.get(0))
                .args(server.subList(1, server.size()))
                .build();
        var client = client(new StdioClientTransport(parameters, McpJsonDefaults.getMapper()));
        try {
            works(client);
        } finally {
            assertThat(client.closeGracefully()).isTrue();
        }
    }

    /** Tools, a resource and a prompt. */
    public static final class Library implements Resources, Prompts {

        @Tool("Counts books.")
        public int books() {
            return 3;
        }

        @Override
        public List<Resource> resources() {
            return List.of(Resource.of("library://rules", "Rules", "text/plain"));
        }

        @Override
        public Optional<ResourceContent> read(String uri) {
            return uri.equals("library://rules") ? Optional.of(ResourceContent.text("Be quiet.")) : Optional.empty();
        }

        @Override
        public List<Prompt> prompts() {
            return List.of(Prompt.of("begin", "How to begin."));
        }

        @Override
        public Optional<String> prompt(String name, Map<String, String> arguments) {
            return name.equals("begin") ? Optional.of("Count the books.") : Optional.empty();
        }
    }

    @Test
    void resourcesAndPromptsAreReadAndAskedFor() {
        try (var server = EnvServer.serve(ToolProvider.of(Library.class, options -> new Library()))
                .port(0)
                .start()) {
            var client = at(server);
            client.initialize();
            var rules = client.listResources().resources().get(0);
            var text = (McpSchema.TextResourceContents)
                    client.readResource(rules).contents().get(0);
            assertThat(text.text()).isEqualTo("Be quiet.");
            var prompt = client.listPrompts().prompts().get(0);
            assertThat(prompt.name()).isEqualTo("begin");
            var said =
                    client.getPrompt(McpSchema.GetPromptRequest.builder("begin").build());
            assertThat(said.messages().get(0).content().toString()).contains("Count the books.");
            client.closeGracefully();
        }
    }
}
