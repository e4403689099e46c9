package dev.openenv.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * A virtual environment with a pinned version of the Python package. {@code home.py} makes it once per machine, outside of
 * {@code target}. Where that is impossible, tests are skipped and say why; with {@code -Dopenenv.require.python=true} they fail.
 */
final class PythonHome {

    static final Path PROGRAMS = Path.of("src", "test", "python").toAbsolutePath();

    private static final Duration MAKING = Duration.ofMinutes(15);
    private static final Path CACHE = Path.of(System.getProperty(
            "openenv.python.cache",
            Path.of(System.getProperty("user.home"), ".cache", "openenv-interop")
                    .toString()));

    private final Path interpreter;

    private PythonHome(Path interpreter) {
        this.interpreter = interpreter;
    }

    /** With the release this SDK follows. */
    static PythonHome current() {
        return Current.MADE.home();
    }

    /** With openenv 0.4.1. */
    static PythonHome older() {
        return Older.MADE.home();
    }

    /** The program that runs Python here. */
    String interpreter() {
        return interpreter.toString();
    }

    /** Starts a program that ends when its standard input closes: with {@link Process#destroy}, or with this JVM. */
    Process start(Map<String, String> environment, Path output, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                interpreter.toString(), "-u", PROGRAMS.resolve("hosted.py").toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(PROGRAMS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("OPENENV_") || name.endsWith("_proxy"));
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Runs a program to its end and gives what it printed; longer than the limit is a failure. */
    Finished run(Duration limit, String... arguments) throws IOException, InterruptedException {
        var output = Files.createTempFile("openenv-python", ".txt");
        var process = start(Map.of(), output, List.of(arguments));
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(
                        "no end within " + limit + ": " + List.of(arguments) + "\n" + Files.readString(output));
            }
            return new Finished(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly().waitFor();
            Files.delete(output);
        }
    }

    /**
     * A program that ended.
     *
     * @param code its exit code
     * @param text what it printed, errors included
     */
    record Finished(int code, String text) {}

    private record Made(PythonHome made, String reason) {

        PythonHome home() {
            if (made != null) {
                return made;
            }
            var words = "the tests with the Python package need Python 3.10 or newer and its libraries: " + reason;
            if (Boolean.getBoolean("openenv.require.python")) {
                throw new AssertionError(words);
            }
            throw new TestAbortedException("skipped: " + words);
        }

        static Made with(String requirements) {
            var python = System.getProperty("openenv.python", System.getenv("OPENENV_PYTHON"));
            try {
                var output = Files.createTempFile("openenv-python", ".txt");
                var process = new ProcessBuilder(
                                python == null || python.isEmpty() ? "python3" : python,
                                PROGRAMS.resolve("home.py").toString(),
                                CACHE.toString(),
                                PROGRAMS.resolve(requirements).toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                try {
                    var ended = process.waitFor(MAKING.toSeconds(), TimeUnit.SECONDS);
                    var text = Files.readString(output).strip();
                    if (!ended || process.exitValue() != 0) {
                        return failed(ended ? text : "making the environment took more than " + MAKING);
                    }
                    return new Made(new PythonHome(Path.of(text.substring(text.lastIndexOf('\n') + 1))), "");
                } finally {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                    Files.deleteIfExists(output);
                }
            } catch (IOException e) {
                return failed(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return failed("interrupted");
            }
        }

        private static Made failed(String reason) {
            System.err.println("Tests with the Python package are left out, " + reason);
            return new Made(null, reason);
        }
    }

    private static final class Current {
        static final Made MADE = Made.with("requirements.txt");
    }

    private static final class Older {
        static final Made MADE = Made.with("requirements-0.4.1.txt");
    }
}
