package dev.openenv.interop;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.openenv.docker.DockerEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An image with a plain Python, made where it is missing. */
final class PythonImage {

    private static final Path SCRIPT = Path.of("..", "openenv-docker", "src", "test", "docker", "images");

    private PythonImage() {}

    /** Its tag; without one the test is skipped, unless the build requires Docker. */
    static String tag() throws IOException, InterruptedException {
        var why = "no Docker engine answers at " + DockerEngine.usual().host();
        if (DockerEngine.usual().answers()) {
            var process = new ProcessBuilder(SCRIPT.toAbsolutePath().normalize().toString(), "debian")
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() == 0) {
                return said.lines().reduce("", (first, last) -> last);
            }
            why = "the image is not made: " + said;
        }
        if (Boolean.getBoolean("openenv.require.docker")) {
            throw new AssertionError(why);
        }
        return abort(why);
    }
}
