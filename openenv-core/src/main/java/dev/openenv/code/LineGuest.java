package dev.openenv.code;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A guest on two streams; a message is a line. Used by one thread at a time, apart from {@link #close}.
 */
public final class LineGuest implements Guest {

    /** Where the guest runs. */
    public interface Place {

        /**
         * Whether it runs.
         *
         * @return false once it has ended
         */
        boolean alive();

        /**
         * Waits a moment for its end.
         *
         * @return how it ended, such as {@code exit code 1}; null while it runs
         * @throws InterruptedException when the thread was interrupted
         */
        @Nullable
        String ended() throws InterruptedException;

        /** Ends it at once. Does nothing the second time. */
        void end();
    }

    private static final int MOST_BYTES = 16 << 20;
    private static final int MOST_WORDS = 100;

    private final Place place;
    private final OutputStream hears;
    private final InputStream says;
    private final GuestWatch watch;
    private final byte[] bytes = new byte[1 << 14];
    private int next;
    private int filled;

    /**
     * A guest that was started.
     *
     * @param place where it runs
     * @param hears what it reads
     * @param says what it writes
     * @param watch breaks off waits for it
     */
    public LineGuest(Place place, OutputStream hears, InputStream says, GuestWatch watch) {
        this.place = Objects.requireNonNull(place, "place");
        this.hears = Objects.requireNonNull(hears, "hears");
        this.says = Objects.requireNonNull(says, "says");
        this.watch = Objects.requireNonNull(watch, "watch");
    }

    /**
     * Waits until the program of {@link PythonGuest#childProgram} says that it is ready.
     *
     * @param atMost how long
     * @throws IOException when it ended, said something else, or was not ready in time
     * @throws InterruptedException when the thread was interrupted
     */
    public void awaitReady(Duration atMost) throws IOException, InterruptedException {
        var message = receive(atMost);
        if (message == null) {
            throw new IOException("it was not ready within " + atMost.toSeconds() + " seconds");
        }
        if (!message.contains("\"ready\"")) {
            throw new IOException("it said " + message.substring(0, Math.min(MOST_WORDS, message.length())));
        }
    }

    @Override
    public boolean alive() {
        return place.alive();
    }

    @Override
    public void send(String message, Duration atMost) throws IOException, InterruptedException {
        var wait = watch.begin(atMost, place::end);
        try (wait) {
            hears.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            hears.flush();
        } catch (IOException e) {
            throw ended(e);
        }
    }

    @Override
    public @Nullable String receive(Duration atMost) throws IOException, InterruptedException {
        var wait = watch.begin(atMost, place::end);
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
        var how = place.ended();
        if (how != null) {
            return new IOException("the interpreter ended with " + how, cause);
        }
        return cause == null ? new IOException("the interpreter closed its channel") : cause;
    }

    @Override
    public void close() {
        place.end();
    }
}
