package dev.openenv.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lines that a person types or a pipe gives, read on a thread of its own, so that waiting for them can be interrupted.
 * Confined to one thread at a time.
 */
final class LineInput {

    /** The longest line that is given whole, in characters; a longer one is cut after one character more. */
    static final int LONGEST = 1 << 20;

    private static final int MOST_WAITING = 16;

    private final InputStream in;
    private final Charset charset;
    private final BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(MOST_WAITING);
    private boolean reading;
    private boolean ended;

    LineInput(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
    }

    /** Waits for the next line; empty at the end of the input. */
    Optional<String> next() throws InterruptedException {
        if (ended) {
            return Optional.empty();
        }
        if (!reading) {
            reading = true;
            var reader = new Thread(this::read, "openenv-input");
            reader.setDaemon(true);
            reader.start();
        }
        var line = lines.take();
        ended = line.isEmpty();
        return line;
    }

    private void read() {
        try {
            try {
                var reader = new BufferedReader(new InputStreamReader(in, charset));
                for (var line = line(reader); line != null; line = line(reader)) {
                    lines.put(Optional.of(line));
                }
            } catch (IOException e) {
                // An input that cannot be read any more has ended.
                lines.put(Optional.empty());
                return;
            }
            lines.put(Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable String line(Reader reader) throws IOException {
        var next = reader.read();
        if (next < 0) {
            return null;
        }
        var line = new StringBuilder();
        for (; next >= 0 && next != '\n'; next = reader.read()) {
            if (line.length() <= LONGEST) {
                line.append((char) next);
            }
        }
        var length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }
}
