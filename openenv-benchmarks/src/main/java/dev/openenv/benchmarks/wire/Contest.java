package dev.openenv.benchmarks.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The three servers, and how each is started. */
final class Contest {

    /** More sessions than any part opens. */
    private static final String MOST_SESSIONS = "20000";

    private final Path home;
    private final Path python;
    private @Nullable List<String> javaOptions;

    /** {@code home} is the checkout, {@code python} an interpreter that has the reference installed. */
    Contest(Path home, Path python) {
        this.home = home;
        this.python = python;
    }

    /** Who takes part. */
    enum Server {
        OURS,
        PYTHON,
        BARE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ServerProcess start(Server server) throws IOException {
        return start(server, "");
    }

    /** Starts ours with further options of the JVM. */
    ServerProcess start(Server server, String options) throws IOException {
        var log = home.resolve("openenv-benchmarks/target/wire-" + server + ".log");
        var variables = Map.of("MAX_CONCURRENT_ENVS", MOST_SESSIONS, "OPENENV_JAVA_OPTIONS", options);
        return ServerProcess.start(command(server), variables, log);
    }

    /** Ours or Python's with a world of tools. */
    ServerProcess startTools(Server server) throws IOException {
        if (server == Server.PYTHON) {
            return startPython("python_tools.py");
        }
        var serve = List.of(home.resolve("openenv").toString(), "serve", "conformance:tools", "--port", "PORT");
        return ServerProcess.start(serve, Map.of(), home.resolve("openenv-benchmarks/target/tools-ours.log"));
    }

    /** FastMCP's own server. */
    ServerProcess startFastMcp() throws IOException {
        return startPython("python_mcp.py");
    }

    private ServerProcess startPython(String program) throws IOException {
        var folder = home.resolve("openenv-benchmarks");
        var command = List.of(python.toString(), folder.resolve(program).toString(), "PORT");
        return ServerProcess.start(
                command, Map.of("MAX_CONCURRENT_ENVS", MOST_SESSIONS), folder.resolve("target/" + program + ".log"));
    }

    private List<String> command(Server server) throws IOException {
        return switch (server) {
            case OURS ->
                List.of(
                        home.resolve("openenv").toString(),
                        "serve",
                        "conformance:echo",
                        "--port",
                        "PORT",
                        "--max-sessions",
                        MOST_SESSIONS);
            case PYTHON ->
                List.of(
                        python.toString(),
                        home.resolve("openenv-benchmarks/python_echo.py").toString(),
                        "PORT");
            case BARE -> {
                var words = new ArrayList<String>();
                words.add(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
                words.addAll(javaOptions());
                words.addAll(List.of("-cp", System.getProperty("java.class.path"), BareEcho.class.getName(), "PORT"));
                yield words;
            }
        };
    }

    /** The bare echo runs with what our launcher gives our server. */
    private List<String> javaOptions() throws IOException {
        if (javaOptions == null) {
            try (var ours = start(Server.OURS)) {
                javaOptions = ours.javaOptions();
            }
        }
        return javaOptions;
    }
}
