package dev.openenv.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a user's listener throws away from clients. Safe for many threads. */
final class CarefulListener implements ServerListener {

    /** For a server without a listener. */
    static final CarefulListener NONE = new CarefulListener(null);

    private static final Logger LOG = LoggerFactory.getLogger(CarefulListener.class);

    private final @Nullable ServerListener listener;

    CarefulListener(@Nullable ServerListener listener) {
        this.listener = listener;
    }

    /** Whether anybody listens, so that it is worth measuring. */
    boolean present() {
        return listener != null;
    }

    @Override
    public void sessionOpened() {
        if (listener != null) {
            run(listener::sessionOpened);
        }
    }

    @Override
    public void sessionClosed(SessionEnd reason) {
        if (listener != null) {
            run(() -> listener.sessionClosed(reason));
        }
    }

    @Override
    public void callFinished(Operation operation, Outcome outcome, Duration took) {
        if (listener != null) {
            run(() -> listener.callFinished(operation, outcome, took));
        }
    }

    @Override
    public void refused(Refusal reason) {
        if (listener != null) {
            run(() -> listener.refused(reason));
        }
    }

    private static void run(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("a listener of the server failed", LogText.safe(e));
        }
    }
}
