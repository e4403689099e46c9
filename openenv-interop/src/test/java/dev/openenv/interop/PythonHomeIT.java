package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The environments the other tests run in. */
class PythonHomeIT {

    @Test
    void eachHasItsOwnVersionOfThePackage() throws Exception {
        assertThat(version(PythonHome.current())).isEqualTo("0.10.0");
        assertThat(version(PythonHome.older())).isEqualTo("0.4.1");
    }

    private static String version(PythonHome home) throws Exception {
        return home.run(Duration.ofMinutes(1), "installed.py").text().strip();
    }

    @Test
    void aProgramEndsWithTheOneWhoStartedIt(@TempDir Path folder) throws Exception {
        var process = PythonHome.current().start(Map.of(), folder.resolve("output"), List.of("serve.py", "echo_app"));
        try {
            assertThat(process.isAlive()).isTrue();
            process.getOutputStream().close();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(3);
        } finally {
            process.destroyForcibly();
        }
    }
}
