package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.conformance.EchoWorld;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Recorded traffic of the Python reference, played against this server.
 *
 * <p>The files lack what later parts of the server will answer: {@code /openapi.json}, {@code /docs}, {@code /redoc},
 * {@code /list_environments}, {@code /{env}/splits} and everything with {@code mcp}. {@link #GENTLER} names the scenarios
 * in which this server is gentler than the reference on purpose; {@link EchoServerTest} says what it does instead.
 */
class GoldenTranscriptsTest {

    private static final Set<String> GENTLER = Set.of(
            "step lone surrogate", // 422 instead of 500
            "step NaN literal", // 422 instead of 500
            "lone surrogate", // an error, and the socket stays; so with the next five
            "array",
            "string",
            "number",
            "null",
            "binary frame",
            "a client that leaves during a step keeps its slot until the step ends"); // the slot comes back earlier

    @Test
    void httpInSimulation() throws Exception {
        play("http_echo_simulation", echo(), 93);
    }

    @Test
    void httpInProduction() throws Exception {
        play("http_echo_production", echo().mode(Mode.of("Production")), 8);
    }

    @Test
    void aFactoryThatFails() throws Exception {
        var failing = InProcessProvider.of(EchoWorld.class, () -> {
                    if (ConformanceWorlds.class.isInterface()) {
                        return new EchoWorld();
                    }
                    throw new IllegalStateException("no world today");
                })
                .withName("echo_env")
                .with(spec -> spec.title("EchoWorld"))
                .withState(ConformanceWorlds.EchoState.class);
        play("http_echo_factory_fails", EnvServer.serve(failing), 8);
    }

    @Test
    void sockets() throws Exception {
        play("ws_echo", echo(), 53);
    }

    private static EnvServer echo() {
        return EnvServer.serve(ConformanceWorlds.echo());
    }

    private static void play(String file, EnvServer server, int expected) throws Exception {
        var problems = new ArrayList<String>();
        var played = 0;
        var options = server.port(0).maxSessions(4);
        try (var running = options.start()) {
            var player = new TranscriptPlayer(running);
            for (JsonObject scenario : TranscriptPlayer.scenarios(file)) {
                if (!GENTLER.contains(scenario.string("name").orElseThrow())) {
                    played++;
                    problems.addAll(player.play(scenario));
                    awaitNoSessions(running);
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(played).isEqualTo(expected);
    }

    /** A scenario starts with every slot free; closing a world takes its time. */
    private static void awaitNoSessions(RunningServer server) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (server.sessions() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        assertThat(server.sessions())
                .as("sessions one second after their clients left")
                .isZero();
    }
}
