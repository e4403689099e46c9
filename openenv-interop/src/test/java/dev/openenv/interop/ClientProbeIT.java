package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.EnvironmentProvider;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.server.EnvServer;
import dev.openenv.server.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client classes of the Python package against our server. The four checks that fail on the Python server pass here. */
class ClientProbeIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    @ParameterizedTest
    @EnumSource(Mode.class)
    void genericAndSyncClientsPlayTheEchoWorld(Mode mode) throws Exception {
        var probe = probe(ConformanceWorlds.echo(), mode, "--world", "echo");
        assertThat(probe.text()).endsWith("34 passed, 0 failed, 0 known, 2 skipped\n");
        assertThat(probe.code()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void toolClientsCallTheTools(Mode mode) throws Exception {
        var probe = probe(ConformanceWorlds.tools(), mode, "--world", "tools");
        assertThat(probe.text()).endsWith("24 passed, 0 failed, 0 known, 1 skipped\n");
        assertThat(probe.code()).isZero();
    }

    static PythonHome.Finished probe(EnvironmentProvider<?, ?> world, Mode mode, String... options) throws Exception {
        return probe(PythonHome.current(), world, mode, options);
    }

    static PythonHome.Finished probe(PythonHome home, EnvironmentProvider<?, ?> world, Mode mode, String... options)
            throws Exception {
        try (var server = EnvServer.serve(world)
                .port(0)
                .maxSessions(4)
                .mode(mode)
                .hideErrors(false)
                .start()) {
            var arguments =
                    new ArrayList<>(List.of("client_probe.py", server.uri().toString()));
            arguments.addAll(List.of(options));
            return home.run(LIMIT, arguments.toArray(String[]::new));
        }
    }
}
