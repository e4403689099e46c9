package dev.openenv.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An engine that stops and starts in the middle of an episode. */
@Timeout(300)
@Tag("docker-slow")
class EngineRestartIT {

    @Test
    void anEpisodeEndsWithAnErrorAndTheNextOneCleansUp(@TempDir(cleanup = CleanupMode.NEVER) Path folder)
            throws Exception {
        var image = TestImages.probe();
        try (var own = OwnEngine.start(folder)) {
            own.take(image);
            var probe = Probe.provider().withEngine(own.engine());
            var env = probe.open(Duration.ofSeconds(60));
            env.reset();

            own.stop();
            var lost = catchThrowableOfType(OpenEnvException.class, () -> Probe.does(env, "whoami"));
            assertThat(lost.code()).isIn("no_engine", "container_exited");
            assertThat(lost.retry()).isEqualTo(Retry.NEW_EPISODE);
            env.close();
            var refused = catchThrowableOfType(ContainerException.class, () -> probe.open(Duration.ofSeconds(5)));
            assertThat(refused.code()).isEqualTo("no_engine");

            own.startAgain();
            assertThat(own.engine().containers()).hasSize(1); // nobody could remove it
            try (var next = probe.open(Duration.ofSeconds(60))) {
                next.reset();
                assertThat(Probe.does(next, "whoami")).isEqualTo("65532:65532");
                assertThat(own.engine().containers()).hasSize(1);
            }
            assertThat(own.engine().containers()).isEmpty();
        } finally {
            new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
        }
    }
}
