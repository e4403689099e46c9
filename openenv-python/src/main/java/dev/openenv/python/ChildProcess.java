package dev.openenv.python;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A child process with the guest in it; a message is a line. Confined to one thread at a time, apart from {@link #close}.
 */
final class ChildProcess implements Guest {

    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_WORDS = 1000;
    private static final int END_SECONDS = 2;
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final OutputStream hears;
    private final InputStream says;
    private final Watch watch;
    private final byte[] bytes = new byte[1 << 14];
    private int next;
    private int filled;
    private boolean ready;

    private ChildProcess(List<String> command, Watch watch) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("LANG", "C.UTF-8");
        process = builder.start();
        hears = process.getOutputStream();
        says = process.getInputStream();
        this.watch = watch;
    }

    /** A child that is ready. */
    static ChildProcess start(List<String> command, Watch watch) throws InterruptedException {
        ChildProcess child = null;
        try {
            child = new ChildProcess(command, watch);
            child.awaitReady(START_LIMIT);
            return child;
        } catch (IOException e) {
            var words = child == null ? "" : child.words();
            var why = words.isEmpty() ? e.getMessage() : e.getMessage() + ": " + words;
            throw new PythonUnavailableException("Python did not start: " + why, e);
        } finally {
            if (child != null && !child.ready) {
                child.close();
            }
        }
    }

    private void awaitReady(Duration atMost) throws IOException, InterruptedException {
        var message = receive(atMost);
        if (message == null) {
            throw new IOException("it was not ready within " + atMost.toSeconds() + " seconds");
        }
        if (!message.contains("\"ready\"")) {
            throw new IOException("it said " + message.substring(0, Math.min(100, message.length())));
        }
        ready = true;
    }

    @Override
    public boolean alive() {
        return process.isAlive();
    }

    @Override
    public void send(String message, Duration atMost) throws IOException, InterruptedException {
        var wait = watch.begin(atMost, process::destroyForcibly);
        try (wait) {
            hears.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            hears.flush();
        } catch (IOException e) {
            throw ended(e);
        }
    }

    @Override
    public @Nullable String receive(Duration atMost) throws IOException, InterruptedException {
        var wait = watch.begin(atMost, process::destroyForcibly);
        String line;
        try (wait) {
            line = line();
        } catch (IOException e) {
            throw wait.late() ? e : ended(e);
        }
        if (line == null && !wait.late()) {
            throw ended(null);
        }
        return line;
    }

    /** A line, or null at the end. */
    private @Nullable String line() throws IOException {
        var line = new ByteArrayOutputStream();
        while (true) {
            var start = next;
            while (next < filled && bytes[next] != '\n') {
                next++;
            }
            line.write(bytes, start, next - start);
            if (next < filled) {
                next++;
                return line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() > MOST_BYTES) {
                throw new IOException("the interpreter said more than " + MOST_BYTES + " bytes at once");
            }
            next = 0;
            filled = Math.max(0, says.read(bytes));
            if (filled == 0) {
                return null;
            }
        }
    }

    private IOException ended(@Nullable IOException cause) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            return new IOException("the interpreter ended with exit code " + process.exitValue(), cause);
        }
        return cause == null ? new IOException("the interpreter closed its channel") : cause;
    }

    /** What it said about its failing to start. */
    private String words() {
        try (var errors = process.getErrorStream()) {
            return new String(errors.readNBytes(MOST_WORDS), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
