package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.EnvironmentProvider;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.server.EnvServer;
import dev.openenv.server.RunningServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What Python people write themselves, against our server: typed clients, and many clients at once. */
class PythonClientsIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Test
    void aTypedClientPlaysTheWordGame() throws Exception {
        var home = PythonHome.current();
        try (var server = serve(WordGame.provider(), 4)) {
            var played = home.run(
                    LIMIT,
                    "typed_client.py",
                    server.uri().toString(),
                    "crane",
                    "moist",
                    "bulky",
                    "fudge",
                    "vapid",
                    "whelp");
            assertThat(played.text()).matches("done=True reward=[0-9.]+ guesses=[1-6]\n");
            assertThat(played.code()).isZero();
        }
    }

    @Test
    void sixtyFourConnectionsAreSixtyFourWorlds() throws Exception {
        var home = PythonHome.current();
        try (var server = serve(ConformanceWorlds.echo(), 64)) {
            var played = home.run(LIMIT, "many_clients.py", server.uri().toString(), "64", "20");
            assertThat(played.text()).isEqualTo("64 clients played 20 steps each\n");
            assertThat(played.code()).isZero();
        }
    }

    private static RunningServer serve(EnvironmentProvider<?, ?> world, int sessions) {
        return EnvServer.serve(world)
                .port(0)
                .maxSessions(sessions)
                .hideErrors(false)
                .start();
    }
}
