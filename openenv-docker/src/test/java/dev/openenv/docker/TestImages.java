package dev.openenv.docker;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The images that the tests run, made where they are missing. A test that cannot have one is skipped, unless the build requires Docker. */
final class TestImages {

    private static final boolean REQUIRED = Boolean.getBoolean("openenv.require.docker");
    private static final Map<String, String> MADE = new ConcurrentHashMap<>();
    private static final Path SCRIPT = Path.of("src", "test", "docker", "images");

    private TestImages() {}

    /** Debian with Python. */
    static String debian() {
        return image("debian");
    }

    /** A server that fails as the variable PROBE says; probe.py has the words. */
    static String probe() {
        return image("probe");
    }

    /** The reference's package with an echo world, as its authors pack it. */
    static String pythonEcho() {
        return image("python-echo");
    }

    private static String image(String name) {
        var made = MADE.computeIfAbsent(name, TestImages::make);
        if (made.startsWith("openenv-test-")) {
            return made;
        }
        if (REQUIRED) {
            throw new AssertionError(made);
        }
        return abort(made);
    }

    /** The tag, or what is missing. */
    private static String make(String name) {
        if (!DockerEngine.usual().answers()) {
            return "no Docker engine answers at " + DockerEngine.usual().host();
        }
        try {
            var process = new ProcessBuilder(SCRIPT.toAbsolutePath().toString(), name)
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0
                    ? said.lines().reduce("", (first, last) -> last)
                    : "the image is not made: " + said;
        } catch (IOException e) {
            return "the image is not made: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
