package dev.openenv.interop;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One of the Python worlds behind the real Python server, in a process of its own. */
final class PythonServer implements AutoCloseable {

    private static final long START_SECONDS = 240;

    private final Process process;
    private final Path output;
    private final int port;

    private PythonServer(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    static PythonServer of(String world) throws IOException {
        return of(world, Map.of());
    }

    static PythonServer of(String world, Map<String, String> environment) throws IOException {
        return start(PythonHome.current(), world, environment, 0);
    }

    static PythonServer start(PythonHome home, String world, Map<String, String> environment, int port)
            throws IOException {
        var output = Files.createTempFile("openenv-server", ".txt");
        var process = home.start(environment, output, List.of("serve.py", world + "_app", String.valueOf(port)));
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            for (var line : Files.readAllLines(output)) {
                if (line.matches("port \\d+")) {
                    return new PythonServer(process, output, Integer.parseInt(line.substring(5)));
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        process.destroyForcibly();
        throw new AssertionError("the Python server did not start:\n" + Files.readString(output));
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    /** Asks it to end, and waits. Unlike {@link Process#destroy} this leaves its standard input open. */
    void stop() throws IOException {
        process.toHandle().destroy();
        try {
            process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        } finally {
            close();
        }
    }

    /** Ends it at once, as a machine that loses power does. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        Files.deleteIfExists(output);
    }
}
