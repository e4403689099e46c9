package dev.openenv.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a JVM leaves that ends by itself or is killed, and who removes it. */
@Timeout(300)
@Tag("docker-slow")
class KilledJvmIT {

    private static final int CONTAINERS = 10;

    @AfterEach
    void nothingIsLeft() {
        Traces.assertNone();
    }

    private static Process leaving(int containers) throws IOException {
        TestImages.probe();
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeavingProgram.class.getName(),
                        Integer.toString(containers))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(firstLine(process.inputReader())).isEqualTo("left " + containers);
        return process;
    }

    private static String firstLine(BufferedReader reader) throws IOException {
        return String.valueOf(reader.readLine());
    }

    private static List<OwnContainer> containersOf(Process process) {
        return DockerEngine.usual().containers().stream()
                .filter(container -> container.process() == process.pid())
                .toList();
    }

    @Test
    void whatAKilledJvmLeavesIsRemovedByAnotherAndNothingElse() throws Exception {
        try (var mine = Probe.provider().open()) {
            mine.reset();
            var process = leaving(CONTAINERS);
            assertThat(containersOf(process)).hasSize(CONTAINERS).noneMatch(OwnContainer::abandoned);
            assertThat(DockerEngine.usual().reap()).isEmpty();

            process.destroyForcibly().waitFor();
            assertThat(containersOf(process)).hasSize(CONTAINERS).allMatch(OwnContainer::abandoned);
            var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!containersOf(process).isEmpty() && System.nanoTime() < deadline) {
                DockerEngine.usual().reap(); // what is younger than some seconds stays
            }

            assertThat(containersOf(process)).isEmpty();
            assertThat(Probe.does(mine, "whoami")).isEqualTo("65532:65532");
        }
    }

    @Test
    void aJvmThatIsToldToEndRemovesItsContainers() throws Exception {
        var process = leaving(2);
        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(containersOf(process)).isEmpty();
    }
}
