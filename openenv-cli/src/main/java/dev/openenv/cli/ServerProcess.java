package dev.openenv.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The demo's server, {@link DemoServer}, in a process of its own. Confined to one thread. */
final class ServerProcess implements AutoCloseable {

    private static final int START_SECONDS = 30;
    private static final int END_SECONDS = 5;

    private final Process process;
    private final URI uri;

    private ServerProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    static ServerProcess start() throws InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process;
        try {
            process = new ProcessBuilder(
                            java,
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                            "-cp",
                            System.getProperty("java.class.path"),
                            DemoServer.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new CannotRunException("no server could be started: " + e.getMessage(), e);
        }
        try {
            return new ServerProcess(process, uri(process.inputReader()));
        } catch (RuntimeException | InterruptedException e) {
            end(process);
            throw e;
        }
    }

    private static URI uri(BufferedReader output) throws InterruptedException {
        var line = CompletableFuture.supplyAsync(() -> read(output));
        try {
            var uri = line.get(START_SECONDS, TimeUnit.SECONDS);
            if (uri != null) {
                return URI.create(uri);
            }
            throw new CannotRunException("the server ended before it had an address", null);
        } catch (TimeoutException | ExecutionException | IllegalArgumentException e) {
            throw new CannotRunException("the server did not say its address within " + START_SECONDS + " s", e);
        }
    }

    private static @Nullable String read(BufferedReader output) {
        try {
            return output.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        end(process);
    }

    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // its input is closed already: it has ended, or will be ended below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
