package dev.openenv.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lines that a person types or a pipe gives, read on a thread of its own, so that waiting for them can be interrupted.
 * Confined to one thread at a time.
 */
final class LineInput {

    private final InputStream in;
    private final Charset charset;
    private final LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
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
            var reader = new BufferedReader(new InputStreamReader(in, charset));
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException e) {
            // An input that cannot be read any more has ended.
            lines.add(Optional.empty());
            return;
        }
        lines.add(Optional.empty());
    }
}
