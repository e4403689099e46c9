package dev.openenv.server;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Whether the other side of a socket is still there: pings a quiet one. Safe for many threads. */
final class Pulse {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(20);

    private final Socket socket;
    private final LongSupplier nanoTime;
    private volatile long lastSign;
    private volatile long lastPing;

    Pulse(Socket socket, LongSupplier nanoTime) {
        this.socket = socket;
        this.nanoTime = nanoTime;
        lastSign = nanoTime.getAsLong();
        lastPing = lastSign;
    }

    /** Something came in, or could not have. */
    void sign() {
        lastSign = nanoTime.getAsLong();
    }

    /** Pings where it is time; false when the other side has not answered, and its socket was closed. */
    boolean beats() {
        var now = nanoTime.getAsLong();
        if (now - lastSign > 2 * PAUSE) {
            socket.close(Socket.PING_UNANSWERED, "keepalive ping timeout");
            return false;
        }
        if (now - lastPing >= PAUSE) {
            lastPing = now;
            socket.ping();
        }
        return true;
    }
}
