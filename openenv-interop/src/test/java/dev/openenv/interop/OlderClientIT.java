package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.EnvironmentProvider;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.server.Mode;
import org.junit.jupiter.api.Test;

/** The clients of openenv 0.4.1 against our server; what they cannot do yet is named. */
class OlderClientIT {

    @Test
    void genericAndSyncClientsPlayTheEchoWorld() throws Exception {
        onlyTheseFail(
                "echo",
                ConformanceWorlds.echo(),
                "an action over 16 MiB is refused or served, and the client can go on", // it does not connect again
                "after a timeout the late reply never answers the next call", // it keeps the socket, and the late reply
                "URL forms", // it takes no headers
                "MCPToolClient on a world without tools"); // it sends other keys than the world's action has
    }

    @Test
    void toolClientsCallTheTools() throws Exception {
        onlyTheseFail(
                "tools",
                ConformanceWorlds.tools(),
                "production client: disconnect and go on with the same session", // it never attaches: this and the next
                // two
                "production client: a cut connection is attached again to the same session",
                "production client: after a timeout the session can be attached again when the step is over",
                "production client: many calls at once", // one call at a time
                "production client: one client too many is told so while connecting", // it is told on the first call
                "SyncEnvClient around MCPToolClient"); // its tool calls are steps, and counted
    }

    private static void onlyTheseFail(String name, EnvironmentProvider<?, ?> world, String... titles) throws Exception {
        var probe = ClientProbeIT.probe(PythonHome.older(), world, Mode.SIMULATION, "--world", name);
        var failed = probe.text()
                .lines()
                .filter(line -> line.startsWith("FAIL"))
                .map(line -> line.substring(("FAIL   " + name + ": ").length()))
                .toList();
        assertThat(failed).as(probe.text()).hasSize(titles.length);
        for (var i = 0; i < titles.length; i++) {
            assertThat(failed.get(i)).startsWith(titles[i]);
        }
    }
}
