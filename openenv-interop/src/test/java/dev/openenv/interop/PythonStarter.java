package dev.openenv.interop;

import dev.openenv.conformance.check.ServerSettings;
import dev.openenv.conformance.check.StartedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Starts the real Python server as a conformance check needs it. */
final class PythonStarter {

    private static final Set<String> OWN = Set.of("echo", "tools", "tasks");
    private static final Set<String> VARIANTS = Set.of(
            "strict",
            "kwargs",
            "twin",
            "plain",
            "resetobs",
            "generic",
            "metafails",
            "mcpstyle",
            "needsreset",
            "harness");

    private PythonStarter() {}

    static Optional<StartedServer> start(ServerSettings settings) throws IOException {
        var environment = environment(settings);
        var world = settings.world();
        if (world.equals("reserved")) {
            environment.put("TOOLS_RESERVED", "1");
            world = "tools";
        } else if (VARIANTS.contains(world)) {
            environment.put("VARIANT", world.equals("plain") && settings.mode().isPresent() ? "limited" : world);
            world = "variants";
        } else if (!OWN.contains(world)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Started(PythonServer.of(world, environment)));
        } catch (AssertionError e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Map<String, String> environment(ServerSettings settings) {
        var variables = new HashMap<String, String>();
        variables.put("MAX_CONCURRENT_ENVS", String.valueOf(settings.sessions()));
        settings.mode().ifPresent(mode -> {
            variables.put("ECHO_MODE", mode);
            variables.put("OPENENV_MODE", mode);
        });
        settings.modeVariable().ifPresent(mode -> variables.put("OPENENV_MODE", mode));
        if (settings.web()) {
            variables.put("ENABLE_WEB_INTERFACE", "true");
        }
        if (settings.factoryFails()) {
            variables.put("ECHO_FACTORY_FAILS", "1");
            variables.put("TOOLS_FACTORY_FAILS", "1");
        }
        variables.put(
                "ECHO_FACTORY_DELAY", String.valueOf(settings.factoryDelay().toMillis() / 1000.0));
        settings.idleLimit()
                .ifPresent(limit -> variables.put("ECHO_SESSION_TIMEOUT", String.valueOf(limit.toMillis() / 1000.0)));
        return variables;
    }

    private record Started(PythonServer server) implements StartedServer {

        @Override
        public URI uri() {
            return server.uri();
        }

        @Override
        public void close() {
            try {
                server.stop();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
