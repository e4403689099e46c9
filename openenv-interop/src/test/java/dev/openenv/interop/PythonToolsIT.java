package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.json.JsonObject;
import dev.openenv.mcp.McpTools;
import dev.openenv.mcp.ToolServer;
import dev.openenv.tools.ToolContent;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools of a FastMCP server, as a process and over HTTP. */
class PythonToolsIT {

    private static final JsonObject NONE = JsonObject.empty();

    @TempDir
    private Path folder;

    private static ToolServer process(String name) {
        var program = PythonHome.PROGRAMS.resolve("mcp_server.py").toString();
        return ToolServer.command(name, PythonHome.current().interpreter(), program);
    }

    private static ToolErrorKind failure(McpTools tools, String tool, JsonObject arguments) {
        return catchThrowableOfType(ToolException.class, () -> tools.call(tool, arguments))
                .kind();
    }

    private static void works(McpTools tools) {
        assertThat(tools.list()).extracting(ToolDescriptor::name).contains("add", "point", "slow");
        assertThat(tools.call("add", JsonObject.of("a", 2)).data()).isEqualTo(3L);
        assertThat(tools.call("point", JsonObject.of("x", 2)).data()).isEqualTo(JsonObject.of("x", 2, "y", -2));
        assertThat(tools.call("picture", NONE).content().get(0))
                .isInstanceOfSatisfying(ToolContent.Image.class, image -> assertThat(image.mimeType())
                        .isEqualTo("image/png"));
        assertThat(failure(tools, "fail", NONE)).isEqualTo(ToolErrorKind.EXECUTION_ERROR);
        assertThat(failure(tools, "add", JsonObject.of("a", "x"))).isEqualTo(ToolErrorKind.EXECUTION_ERROR);
    }

    @Test
    void asAProcessTheyAreListedCalledAndEnd() {
        try (var tools = McpTools.connect(process("python"))) {
            works(tools);
            assertThat(tools.call("tally", NONE).data()).isEqualTo(1L);
            assertThat(tools.call("tally", NONE).data()).isEqualTo(2L);
        }
        try (var tools = McpTools.connect(process("python"))) {
            assertThat(tools.call("tally", NONE).data()).isEqualTo(1L);
        }
    }

    @Test
    void deathAndTimeAreTheirKinds() {
        try (var tools = McpTools.connect(process("python").withLimit(Duration.ofSeconds(15)))) {
            assertThat(failure(tools, "slow", JsonObject.of("seconds", 60))).isEqualTo(ToolErrorKind.TIMEOUT);
        }
        try (var tools = McpTools.connect(process("python"))) {
            assertThat(failure(tools, "die", NONE)).isEqualTo(ToolErrorKind.TRANSPORT_ERROR);
        }
    }

    @Test
    void overHttpTheyDoTheSame() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var server = PythonHome.current()
                .start(Map.of(), folder.resolve("log"), List.of("mcp_server.py", String.valueOf(port)));
        try {
            await(port, server);
            var address = ToolServer.at("python", URI.create("http://127.0.0.1:" + port + "/mcp"));
            try (var tools = McpTools.connect(address)) {
                works(tools);
            }
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private void await(int port, Process server) throws IOException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return;
            } catch (IOException e) {
                if (!server.isAlive() || System.nanoTime() > end) {
                    throw new IOException("did not start: " + Files.readString(folder.resolve("log")), e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }
}
