package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.server.Mode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Steps, tools and silence of half a minute and more with the Python clients and their pings, all at the same time. */
@Tag("python-slow")
class LongWaitsIT {

    @Test
    void sessionsLiveThroughLongStepsLongToolsAndSilence() throws Exception {
        var tools = CompletableFuture.supplyAsync(() -> {
            try {
                return ClientProbeIT.probe(
                        ConformanceWorlds.tools(), Mode.SIMULATION, "--world", "tools", "--only-long");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        var echo = ClientProbeIT.probe(ConformanceWorlds.echo(), Mode.PRODUCTION, "--world", "echo", "--only-long");
        assertThat(echo.text()).endsWith("2 passed, 0 failed, 0 known, 0 skipped\n");
        assertThat(tools.get(6, TimeUnit.MINUTES).text()).endsWith("1 passed, 0 failed, 0 known, 0 skipped\n");
    }
}
