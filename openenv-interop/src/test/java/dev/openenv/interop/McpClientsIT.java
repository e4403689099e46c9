package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.server.EnvServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The official MCP client of Python and FastMCP's against our environments. */
class McpClientsIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String PASSED = "with_the_official_client passed\nwith_fastmcp passed\n";

    @Test
    void overHttpTheyListCallFailAndFreeTheirPlaces() throws Exception {
        try (var server = EnvServer.serve(ConformanceWorlds.tools())
                .port(0)
                .maxSessions(2)
                .start()) {
            var run = PythonHome.current().run(LIMIT, "mcp_clients.py", server.uri() + "/mcp");
            assertThat(run.text()).isEqualTo(PASSED);
            assertThat(run.code()).isZero();
            assertThat(server.sessions()).isZero();
        }
    }

    @Test
    void overTheStreamsOfTheCommandTheyDoTheSame() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var run = PythonHome.current()
                .run(
                        LIMIT,
                        "mcp_clients.py",
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.openenv.cli.OpenEnvCommand",
                        "mcp",
                        "conformance:tools");
        assertThat(run.text()).isEqualTo(PASSED);
        assertThat(run.code()).isZero();
    }
}
