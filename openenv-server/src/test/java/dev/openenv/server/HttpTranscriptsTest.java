package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.EnvironmentProvider;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.conformance.EchoWorld;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Recorded traffic of the Python reference that is about tasks, information and odd worlds. {@link #GENTLER} names what
 * this server does better on purpose; {@link TaskRoutesTest} and {@link OddWorldsTest} say what.
 */
@Timeout(120)
class HttpTranscriptsTest {

    private static final Set<String> GENTLER = Set.of(
            "tasks split 'unknown'", // 404 instead of 500
            "tasks split ''",
            "num_tasks split 'unknown'",
            "num_tasks split ''",
            "task split 'unknown'",
            "task split ''",
            "task_range split 'unknown'",
            "task_range split ''",
            "step nan", // null instead of 500, on the playground
            "step {}", // 422 instead of 500, with the next two
            "step action text",
            "step bad action");

    @Test
    void tasks() throws Exception {
        play("tasks_http", EnvServer.serve(ConformanceWorlds.tasks()), 73);
    }

    @Test
    void tasksInProduction() throws Exception {
        play("tasks_http_production", EnvServer.serve(ConformanceWorlds.tasks()).mode(Mode.PRODUCTION), 3);
    }

    @Test
    void noTasks() throws Exception {
        play("tasks_http_absent", EnvServer.serve(ConformanceWorlds.echo()), 7);
    }

    @Test
    void information() throws Exception {
        play("information_simulation", EnvServer.serve(ConformanceWorlds.echo()), 3);
    }

    @Test
    void informationInProduction() throws Exception {
        play("information_production", EnvServer.serve(ConformanceWorlds.echo()).mode(Mode.PRODUCTION), 2);
    }

    @Test
    void informationWithoutWorlds() throws Exception {
        play("information_factory_fails", EnvServer.serve(failing()), 2);
    }

    @Test
    void metadataWithoutWorlds() throws Exception {
        play("http_metadata_fails", EnvServer.serve(failing()), 2);
    }

    @Test
    void allKeywords() throws Exception {
        play("http_variant_kwargs", EnvServer.serve(OddWorlds.keywords()), 3);
    }

    @Test
    void someKeywords() throws Exception {
        play("http_variant_twin", EnvServer.serve(OddWorlds.twin()), 3);
    }

    @Test
    void undeclaredState() throws Exception {
        play("http_variant_plain", EnvServer.serve(OddWorlds.plain()), 3);
    }

    @Test
    void anotherObservationAtReset() throws Exception {
        play("http_variant_resetobs", EnvServer.serve(OddWorlds.greeting()), 4);
    }

    @Test
    void modeOfTheProgram() throws Exception {
        play("http_variant_limited", EnvServer.serve(OddWorlds.plain()).mode(Mode.PRODUCTION), 2);
    }

    @Test
    void playground() throws Exception {
        play("web_http", EnvServer.serve(ConformanceWorlds.echo()).web(true), 20);
    }

    @Test
    void playgroundInProduction() throws Exception {
        play(
                "web_http_production",
                EnvServer.serve(ConformanceWorlds.echo()).mode(Mode.PRODUCTION).web(true),
                3);
    }

    @Test
    void playgroundOfAWorldThatNeedsAReset() throws Exception {
        play("web_state_needs_reset", EnvServer.serve(OddWorlds.needsReset()).web(true), 5);
    }

    private static EnvironmentProvider<?, ?> failing() {
        return InProcessProvider.of(EchoWorld.class, () -> {
                    if (ConformanceWorlds.class.isInterface()) {
                        return new EchoWorld();
                    }
                    throw new IllegalStateException("no world today");
                })
                .withName("echo_env");
    }

    private static void play(String file, EnvServer options, int expected) throws Exception {
        var problems = new ArrayList<String>();
        var played = 0;
        try (var running = options.port(0).start()) {
            var player = new TranscriptPlayer(running);
            for (JsonObject scenario : TranscriptPlayer.scenarios(file)) {
                if (!GENTLER.contains(scenario.string("name").orElseThrow())) {
                    played++;
                    problems.addAll(player.play(scenario));
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(played).isEqualTo(expected);
    }
}
