package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.EnvironmentProvider;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.server.EnvServer;
import dev.openenv.server.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recorded traffic of the Python server, played by a Python program against our server. The replies differ only in the scenarios
 * that {@code differences.txt} names; the tests of openenv-server say for each what this server does instead.
 */
@Tag("python-slow")
class ReplayIT {

    /** Where recorded traffic lies: what the client is shown, too, is in core. */
    private static final List<String> MODULES = List.of("openenv-server", "openenv-core");

    private static final Pattern DIFFERENCE = Pattern.compile("DIFF ([a-z_]+)\\.json: (.*?): (event \\d+: .*)");

    static Stream<Arguments> files() {
        var echo = ConformanceWorlds.echo();
        var tools = ConformanceWorlds.tools();
        var tasks = ConformanceWorlds.tasks();
        return Stream.of(
                of("http_echo_simulation", echo, Mode.SIMULATION, 4),
                of("http_echo_production", echo, Mode.PRODUCTION, 4),
                of("ws_echo", echo, Mode.SIMULATION, 4),
                of("ws_sessions", echo, Mode.SIMULATION, 2),
                of("mcp_no_tools", echo, Mode.SIMULATION, 4),
                of("mcp_http", tools, Mode.SIMULATION, 2),
                of("mcp_http_production", tools, Mode.PRODUCTION, 2),
                of("mcp_ws", tools, Mode.SIMULATION, 2),
                of("step_tools", tools, Mode.SIMULATION, 2),
                of("tasks_http", tasks, Mode.SIMULATION, 1),
                of("tasks_http_production", tasks, Mode.PRODUCTION, 1),
                of("tasks_http_absent", echo, Mode.SIMULATION, 4));
    }

    private static Arguments of(String file, EnvironmentProvider<?, ?> world, Mode mode, int sessions) {
        return Arguments.of(file, Named.of("world", world), mode, sessions);
    }

    private static Path transcript(String file) {
        return MODULES.stream()
                .map(module ->
                        Path.of("..", module, "src", "test", "resources", "dev", "openenv", "server", file + ".json"))
                .map(path -> path.toAbsolutePath().normalize())
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no transcript " + file));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void onlyNamedScenariosDiffer(String file, EnvironmentProvider<?, ?> world, Mode mode, int sessions)
            throws Exception {
        var home = PythonHome.current();
        try (var server = EnvServer.serve(world)
                .port(0)
                .mode(mode)
                .maxSessions(sessions)
                .hideErrors(false)
                .start()) {
            var played = home.run(
                    Duration.ofMinutes(4),
                    "replay.py",
                    server.uri().toString(),
                    transcript(file).toString());
            var differing = new TreeSet<String>();
            DIFFERENCE.matcher(played.text()).results().forEach(found -> differing.add(found.group(2)));
            assertThat(differing).as(played.text()).isEqualTo(Differences.of(file));
            assertThat(played.text()).containsPattern("\\d+ passed, " + differing.size() + " failed\n");
        }
    }
}
