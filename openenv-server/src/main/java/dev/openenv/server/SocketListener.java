package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What comes in on one socket, on its IO thread: nothing here waits. Also keeps the pulse of the other side. */
final class SocketListener<A extends Action, O extends Observation> implements FrameListener {

    private final Sockets<A, O> all;
    private final Socket socket;
    private final @Nullable SocketLink<A, O> link;
    private final Pulse pulse;

    SocketListener(Sockets<A, O> all, Socket socket, @Nullable SocketLink<A, O> link, LongSupplier nanoTime) {
        this.all = all;
        this.socket = socket;
        this.link = link;
        pulse = new Pulse(socket, nanoTime);
    }

    @Override
    public void text(String message) {
        take(Optional.of(message));
    }

    @Override
    public void binary() {
        take(Optional.empty());
    }

    private void take(Optional<String> message) {
        pulse.sign();
        if (link != null) {
            link.offer(message);
        } else {
            socket.close(Socket.NORMAL, "");
        }
    }

    @Override
    public void sign() {
        pulse.sign();
    }

    /** The session ends before the answer, so that whoever waits for the answer finds the slot free, or nearly so. */
    @Override
    public void farewell() {
        if (link != null) {
            link.closed();
        }
    }

    @Override
    public void gone() {
        all.forget(this);
        if (link != null) {
            link.lost();
        }
    }

    /** Pings a quiet client, and ends one that has not answered. */
    void watch() {
        socket.watch();
        if (link != null && link.suspended()) {
            pulse.sign(); // its answer would not be read; the ping still finds a broken connection
        }
        if (!pulse.beats() && link != null) {
            link.lost();
        }
    }

    void drain() {
        if (link != null) {
            link.drain();
        }
    }

    void stop() {
        if (link != null) {
            link.stop();
        } else {
            socket.close(Socket.RESTART, "service restart");
        }
    }
}
