package dev.openenv.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The near end of a relay: a port of this machine's loopback interface, whose connections end at the server beside the far
 * end. Any program of this machine can connect to it, as to any other port of that interface.
 *
 * <p>Safe for many threads.
 */
public final class RelayListener implements AutoCloseable {

    private static final int BACKLOG = 128;

    private final RelayLink link;
    private final ServerSocket listening;

    private RelayListener(RelayLink link, ServerSocket listening) {
        this.link = link;
        this.listening = listening;
    }

    /**
     * Listens on a free port.
     *
     * @param in from the far end
     * @param out to the far end
     * @return the listener; close it to end the relay
     * @throws IOException when no port can be had
     */
    public static RelayListener over(InputStream in, OutputStream out) throws IOException {
        var listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        var listener = new RelayListener(RelayLink.near(in, out), listening);
        listener.link.hear(listener::close);
        RelayThreads.start("openenv-relay-accept", listener::accept);
        return listener;
    }

    private void accept() {
        try {
            while (link.alive()) {
                link.carry(listening.accept());
            }
        } catch (IOException closed) {
            // the listener was closed
        } finally {
            close();
        }
    }

    /**
     * Where clients connect.
     *
     * @return {@code http://127.0.0.1} and the port
     */
    public URI uri() {
        return URI.create("http://" + listening.getInetAddress().getHostAddress() + ":" + listening.getLocalPort());
    }

    /**
     * Waits until the far end has said that it is there.
     *
     * @param limit how long
     * @return false when it did not in time, or the line ended
     * @throws InterruptedException when the thread was interrupted
     */
    public boolean awaitReady(Duration limit) throws InterruptedException {
        return link.awaitReady(limit.toNanos());
    }

    /**
     * Whether the line to the far end is still there.
     *
     * @return false after its end
     */
    public boolean alive() {
        return link.alive();
    }

    /**
     * Why the line ended.
     *
     * @return what broke it; null while it is there, and after a proper end
     */
    public @Nullable IOException failure() {
        return link.failure();
    }

    /** Ends the relay and all its connections. Does nothing the second time. */
    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException nothingToDo) {
            // it listens no more
        }
        link.close();
    }
}
