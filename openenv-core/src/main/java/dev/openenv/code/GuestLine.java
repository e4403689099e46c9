package dev.openenv.code;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Carries messages, JSON texts, to and from a {@link PythonGuest} that runs somewhere. */
public interface GuestLine extends AutoCloseable {

    /**
     * Sends a message.
     *
     * @param message a JSON text without line breaks
     * @param atMost how long that may take
     * @throws IOException when the guest is gone or did not take it in time; its message says why
     * @throws InterruptedException when the thread was interrupted
     */
    void send(String message, Duration atMost) throws IOException, InterruptedException;

    /**
     * Waits for a message.
     *
     * @param atMost how long; zero or less to take only what is there
     * @return what the guest said, whatever that is; null when nothing came in time
     * @throws IOException when the guest is gone; its message says why
     * @throws InterruptedException when the thread was interrupted
     */
    @Nullable
    String receive(Duration atMost) throws IOException, InterruptedException;

    /** Ends the guest, also in the middle of its work. Does nothing the second time. */
    @Override
    void close();
}
