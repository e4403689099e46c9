package dev.openenv.python;

import dev.openenv.code.Guest;
import dev.openenv.code.GuestWatch;
import dev.openenv.code.LineGuest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A child process with a guest in it. */
final class ChildProcess implements LineGuest.Place {

    private static final int MOST_WORDS = 1000;
    private static final int END_SECONDS = 2;
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    private final Process process;

    private ChildProcess(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("LANG", "C.UTF-8");
        process = builder.start();
    }

    /** A guest that is ready. */
    static Guest start(List<String> command, GuestWatch watch) throws InterruptedException {
        ChildProcess child = null;
        var ready = false;
        try {
            child = new ChildProcess(command);
            var guest = new LineGuest(child, child.process.getOutputStream(), child.process.getInputStream(), watch);
            guest.awaitReady(START_LIMIT);
            ready = true;
            return guest;
        } catch (IOException e) {
            var words = child == null ? "" : child.words();
            var why = words.isEmpty() ? e.getMessage() : e.getMessage() + ": " + words;
            throw new PythonUnavailableException("Python did not start: " + why, e);
        } finally {
            if (child != null && !ready) {
                child.end();
            }
        }
    }

    @Override
    public boolean alive() {
        return process.isAlive();
    }

    @Override
    public @Nullable String ended() throws InterruptedException {
        return process.waitFor(END_SECONDS, TimeUnit.SECONDS) ? "exit code " + process.exitValue() : null;
    }

    @Override
    public void end() {
        process.destroyForcibly();
    }

    /** What it said about its failing to start. */
    private String words() {
        try (var errors = process.getErrorStream()) {
            return new String(errors.readNBytes(MOST_WORDS), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
