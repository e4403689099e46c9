package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.tools.ToolAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Recorded traffic of the Python reference about sessions and {@code /mcp}, played against this server. {@link #GENTLER}
 * names the scenarios in which this server is gentler than the reference on purpose; {@link SessionsTest} and {@link
 * McpTest} say what it does instead.
 */
class SessionTranscriptsTest {

    private static final Set<String> GENTLER = Set.of(
            // another socket can neither use nor close the session of a plain one
            "a plain /ws session can be attached by whoever knows its id: two sockets, one world",
            "closing somebody's plain /ws session over HTTP leaves its socket open",
            "session/close must name a session", // an object as id is -32602 instead of 500
            // a reaped socket is closed, and no third one gets a world while two live
            "idle plain /ws: after 8 s of silence",
            "a step of 8 s on plain /ws is not activity until it ends",
            // an error, and the socket stays
            "not an object: []",
            "not an object: [{\"jsonrpc\":\"2.0\",\"method\":\"tools/list\",\"id\":1}]",
            "not an object: null",
            "not an object: \"x\"",
            "not an object: 5",
            "binary frame",
            // the schema of tool observations is in our words, and tells of lists and resets too
            "schema",
            // a tool of one mode can be called in that mode; there in none
            "list",
            "call place",
            "on the step path");

    @Test
    void sessions() throws Exception {
        play("ws_sessions", EnvServer.serve(ConformanceWorlds.echo()), 6, 1);
    }

    @Test
    void idleSessions() throws Exception {
        play("ws_reaper", EnvServer.serve(ConformanceWorlds.echo()).idleLimit(Duration.ofMillis(250)), 2, 4);
    }

    @Test
    void mcpOverHttp() throws Exception {
        play("mcp_http", EnvServer.serve(ConformanceWorlds.tools()), 63, 1);
    }

    @Test
    void mcpOnSockets() throws Exception {
        play("mcp_ws", EnvServer.serve(ConformanceWorlds.tools()), 5, 1);
    }

    @Test
    void mcpWithoutTools() throws Exception {
        play("mcp_no_tools", EnvServer.serve(ConformanceWorlds.echo()), 3, 1);
    }

    @Test
    void mcpInProduction() throws Exception {
        play("mcp_http_production", EnvServer.serve(ConformanceWorlds.tools()).mode(Mode.PRODUCTION), 4, 1);
    }

    @Test
    void toolsOfAnotherMode() throws Exception {
        var tools = ConformanceWorlds.toolsOfModes();
        play("mcp_mode_tools_production", EnvServer.serve(tools).mode(Mode.PRODUCTION), 1, 1);
        play("mcp_mode_tools_simulation", EnvServer.serve(tools).mode(Mode.SIMULATION), 1, 1);
    }

    @Test
    void mcpWhenTheFactoryFails() throws Exception {
        var tools = ConformanceWorlds.tools();
        var failing = InProcessProvider.of(tools.actionCodec(), tools.observationCodec(), () -> {
                    throw new IllegalStateException("no world today");
                })
                .withName("ToolWorld");
        assertThat(failing.actionCodec().type()).isEqualTo(ToolAction.class);
        play("mcp_factory_fails", EnvServer.serve(failing), 3, 1);
    }

    private static void play(String file, EnvServer server, int expected, double pace) throws Exception {
        var problems = new ArrayList<String>();
        var played = 0;
        try (var running = server.port(0).maxSessions(2).hideErrors(false).start()) {
            var player = new TranscriptPlayer(running, pace);
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
