package dev.openenv.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Python that has the package {@code openenv}: a virtual environment in the user's cache folder, made once. Setting it up
 * runs beside other work; safe for many threads and for several processes.
 */
final class PythonPackage implements AutoCloseable {

    /** What is installed. */
    static final String REQUIREMENT = "openenv==0.10.0";

    /** Names a Python other than {@code python3}. */
    static final String VARIABLE = "OPENENV_PYTHON";

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String VERSION_CHECK = "import sys, venv; sys.exit(sys.version_info < (3, 10))";

    private final String python;
    private final Path folder;
    private final CompletableFuture<Path> ready = new CompletableFuture<>();
    private volatile @Nullable Process running;
    private volatile boolean closed;

    private PythonPackage(Map<String, String> variables, Path home) {
        python = variables.getOrDefault(VARIABLE, "python3");
        var cache = variables.get("XDG_CACHE_HOME");
        folder = (cache == null || cache.isEmpty() ? home.resolve(".cache") : Path.of(cache))
                .resolve("openenv-java")
                .resolve(REQUIREMENT.replace("==", "-"));
    }

    /** Begins to set it up, unless it is there. */
    static PythonPackage prepare(Map<String, String> variables, Path home) {
        var prepared = new PythonPackage(variables, home);
        var thread = new Thread(prepared::setUp, "openenv-python-set-up");
        thread.setDaemon(true);
        thread.start();
        return prepared;
    }

    /** None, for who does not want one. */
    static PythonPackage none() {
        var none = new PythonPackage(Map.of(), Path.of(""));
        none.ready.completeExceptionally(new CannotRunException("not asked for", null));
        return none;
    }

    /** Whether it needs no more time. */
    boolean settled() {
        return ready.isDone();
    }

    /** The interpreter; fails with a {@link CannotRunException} that says why there is none. */
    CompletableFuture<Path> interpreter() {
        return ready;
    }

    private void setUp() {
        try {
            ready.complete(settledInterpreter());
        } catch (IOException e) {
            ready.completeExceptionally(new CannotRunException(String.valueOf(e.getMessage()), e));
        } catch (InterruptedException e) {
            ready.completeExceptionally(new CannotRunException("interrupted", e));
        }
    }

    private Path settledInterpreter() throws IOException, InterruptedException {
        var interpreter = folder.resolve("bin").resolve("python");
        var complete = folder.resolve("complete");
        if (Files.exists(complete)) {
            return interpreter;
        }
        run("there is no Python 3.10 or newer with venv (" + VARIABLE + " names one)", python, "-c", VERSION_CHECK);
        Files.createDirectories(folder);
        try (var lock = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            if (held.isValid() && !Files.exists(complete)) {
                run("no virtual environment could be made", python, "-m", "venv", folder.toString());
                run(
                        "pip could not install " + REQUIREMENT,
                        interpreter.toString(),
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        REQUIREMENT);
                Files.createFile(complete);
            }
        }
        return interpreter;
    }

    private void run(String otherwise, String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile("openenv-python", ".log");
        try {
            Process process;
            try {
                process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
            } catch (IOException e) {
                throw new IOException(otherwise, e);
            }
            running = process;
            if (closed || !process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(otherwise + " within " + LIMIT.toMinutes() + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new IOException(otherwise + lastWords(output));
            }
        } finally {
            running = null;
            Files.deleteIfExists(output);
        }
    }

    private static String lastWords(Path output) throws IOException {
        var lines = new ArrayList<>(List.of(Files.readString(output).strip().split("\\R")));
        var last = lines.get(lines.size() - 1);
        return last.isEmpty() ? "" : ": " + Printable.line(last);
    }

    /** Ends what is still under way; the next time begins again. */
    @Override
    public void close() {
        closed = true;
        var process = running;
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
