package dev.openenv.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child process that speaks in lines. Safe for many threads, except that one writes at a time. */
final class Child {

    private static final Logger LOG = LoggerFactory.getLogger(Child.class);

    /** A longer line ends the child: nobody knows what comes after it. */
    private static final int LONGEST_LINE = 64 << 20;

    /** How long a child may take to end by itself, and again after it was asked to. */
    private static final long GRACE_MILLIS = 1_000;

    private final String name;
    private final Process process;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** {@code heard} gets each line of its output; {@code ended} hears once why there are no more. */
    static Child start(ToolServer server, Consumer<String> heard, Consumer<String> ended) throws IOException {
        var builder = new ProcessBuilder(server.command());
        builder.environment().putAll(server.variables());
        var child = new Child(server.name(), builder.start());
        child.thread("read", () -> child.read(heard, ended));
        child.thread("log", child::log);
        return child;
    }

    private void thread(String what, Runnable task) {
        var thread = new Thread(task, "openenv-mcp-" + name + "-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Consumer<String> heard, Consumer<String> ended) {
        var why = "closed its output";
        try (var out = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
            for (var line = line(out, LONGEST_LINE); line != null; line = line(out, LONGEST_LINE)) {
                if (!line.isBlank()) {
                    heard.accept(line);
                }
            }
        } catch (IOException e) {
            why = "cannot be read: " + e.getMessage();
        } catch (RuntimeException | Error e) {
            why = "said what cannot be taken";
            LOG.warn("output of server {} cannot be taken: {}", name, ForeignText.safe(e));
        }
        try {
            if (process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                why = "ended with exit code " + process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended.accept(why);
        kill();
    }

    private void log() {
        try (var err = new BufferedInputStream(process.getErrorStream())) {
            for (var line = line(err, 1 << 16); line != null; line = line(err, 1 << 16)) {
                if (LOG.isDebugEnabled()) {
                    LOG.debug("server {} says: {}", name, ForeignText.safe(line));
                }
            }
        } catch (IOException e) {
            LOG.debug("no more of what server {} logs", name);
        }
    }

    /** The next line, or null at the end; fails when it is too long. */
    private static @Nullable String line(InputStream in, int most) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() >= most) {
                throw new IOException("a line is longer than " + most + " bytes");
            }
            line.write(next);
        }
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    void write(byte[] json) throws IOException {
        var in = process.getOutputStream();
        in.write(json);
        in.write('\n');
        in.flush();
    }

    /** Closes its input, asks it to end, and makes it; with all that it has started. */
    void end() {
        var started = process.descendants().toList(); // once the child is gone nobody knows them
        try {
            thread("close", this::closeInput); // a child that does not read blocks whoever closes
            if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroy();
                if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                    kill();
                    process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            started.forEach(ProcessHandle::destroyForcibly);
            kill();
        }
    }

    private void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("the input of server {} was closed already", name);
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
