package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.server.Mode;
import org.junit.jupiter.api.Test;

/** The clients of openenv 0.4.1 against our server. */
class OlderClientIT {

    @Test
    void genericAndSyncClientsPlayTheEchoWorld() throws Exception {
        var probe = ClientProbeIT.probe(
                PythonHome.older(), ConformanceWorlds.echo(), Mode.SIMULATION, "--world", "echo");
        assertThat(probe.text()).endsWith("33 passed, 1 failed, 0 known, 2 skipped\n");
    }

    @Test
    void toolClientsCallTheTools() throws Exception {
        var probe = ClientProbeIT.probe(
                PythonHome.older(), ConformanceWorlds.tools(), Mode.SIMULATION, "--world", "tools");
        assertThat(probe.text()).endsWith("23 passed, 0 failed, 1 known, 1 skipped\n");
    }
}
