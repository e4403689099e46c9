package dev.openenv.server;

import dev.openenv.EnvironmentProvider;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.conformance.EchoWorld;
import dev.openenv.conformance.check.ServerSettings;
import dev.openenv.conformance.check.StartedServer;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.ToolSet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Starts this module's server as a conformance check needs it: in this process, or in one of its own for a variable. */
final class InProcessStarter {

    private InProcessStarter() {}

    static Optional<StartedServer> start(ServerSettings settings) throws IOException {
        if (settings.modeVariable().isPresent()) {
            return settings.world().equals("echo") || settings.mode().isPresent()
                    ? Optional.of(ServerProcess.start(settings))
                    : Optional.empty();
        }
        try {
            return world(settings).map(provider -> started(provider, settings));
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The world; nothing for one that this server has not. */
    static Optional<EnvironmentProvider<?, ?>> world(ServerSettings settings) {
        return switch (settings.world()) {
            case "echo" -> Optional.of(echo(settings));
            case "tools" ->
                Optional.of(
                        settings.factoryFails()
                                ? InProcessProvider.of(EchoWorld.class, failing())
                                : ConformanceWorlds.tools());
            case "tasks" -> Optional.of(ConformanceWorlds.tasks());
            case "strict" -> Optional.of(OddWorlds.strict());
            case "plain" -> Optional.of(OddWorlds.plain());
            case "resetobs" -> Optional.of(OddWorlds.greeting());
            case "needsreset" -> Optional.of(OddWorlds.needsReset());
            case "harness" -> Optional.of(ScriptedHarness.provider());
            case "reserved" -> {
                ToolSet.builder()
                        .add(ToolDescriptor.of("reset", "A name that is taken."), arguments -> ToolResult.nothing())
                        .build();
                yield Optional.of(ConformanceWorlds.tools());
            }
            default -> Optional.empty();
        };
    }

    private static Supplier<EchoWorld> failing() {
        return () -> {
            throw new IllegalStateException("no world today");
        };
    }

    private static EnvironmentProvider<?, ?> echo(ServerSettings settings) {
        if (!settings.factoryFails() && settings.factoryDelay().isZero()) {
            return ConformanceWorlds.echo();
        }
        return InProcessProvider.of(
                        EchoWorld.class,
                        settings.factoryFails()
                                ? failing()
                                : () -> {
                                    var end = System.nanoTime()
                                            + settings.factoryDelay().toNanos();
                                    for (var left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                                        LockSupport.parkNanos(left);
                                    }
                                    return new EchoWorld();
                                })
                .withName("echo_env")
                .withState(ConformanceWorlds.EchoState.class);
    }

    private static StartedServer started(EnvironmentProvider<?, ?> provider, ServerSettings settings) {
        var options = EnvServer.serve(provider)
                .port(0)
                .mode(settings.mode().map(Mode::of).orElse(Mode.SIMULATION))
                .hideErrors(false)
                .web(settings.web())
                .drainLimit(Duration.ofSeconds(1))
                .maxSessions(settings.sessions());
        settings.idleLimit().ifPresent(options::idleLimit);
        var server = options.start();
        return new StartedServer() {
            @Override
            public URI uri() {
                return server.uri();
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
