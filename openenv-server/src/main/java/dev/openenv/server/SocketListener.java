package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What comes in on one socket, on its IO thread: nothing here waits. Also keeps the pulse of the other side. */
final class SocketListener<A extends Action, O extends Observation> extends AbstractReceiveListener {

    private static final long PULSE = TimeUnit.SECONDS.toNanos(20);

    private final Sockets<A, O> all;
    private final Socket socket;
    private final @Nullable SocketLink<A, O> link;
    private final long limit;
    private final LongSupplier nanoTime;
    private volatile long lastSign;
    private volatile long lastPing;

    SocketListener(
            Sockets<A, O> all, Socket socket, @Nullable SocketLink<A, O> link, long limit, LongSupplier nanoTime) {
        this.all = all;
        this.socket = socket;
        this.link = link;
        this.limit = limit;
        this.nanoTime = nanoTime;
        lastSign = nanoTime.getAsLong();
        lastPing = lastSign;
    }

    @Override
    protected long getMaxTextBufferSize() {
        return limit;
    }

    @Override
    protected long getMaxBinaryBufferSize() {
        return limit;
    }

    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
        take(Optional.of(message.getData()));
    }

    @Override
    @SuppressWarnings("deprecation") // the library has no other way to free the buffers
    protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        message.getData().free();
        take(Optional.empty());
    }

    private void take(Optional<String> message) {
        lastSign = nanoTime.getAsLong();
        if (link != null) {
            link.offer(message);
        } else {
            socket.close(Socket.NORMAL, "");
        }
    }

    @Override
    @SuppressWarnings("deprecation") // the library has no other way to free the buffers
    protected void onFullPingMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
        lastSign = nanoTime.getAsLong();
        var data = message.getData();
        try {
            socket.pong(WebSockets.mergeBuffers(data.getResource()).array());
        } finally {
            data.free();
        }
    }

    @Override
    protected void onFullPongMessage(WebSocketChannel channel, BufferedBinaryMessage message) throws IOException {
        lastSign = nanoTime.getAsLong();
        super.onFullPongMessage(channel, message);
    }

    /** The session ends before the answer, so that whoever waits for the answer finds the slot free, or nearly so. */
    @Override
    protected void onFullCloseMessage(WebSocketChannel channel, BufferedBinaryMessage message) throws IOException {
        if (link != null) {
            link.closed();
        }
        super.onFullCloseMessage(channel, message);
    }

    @Override
    protected void onError(WebSocketChannel channel, Throwable error) {
        socket.cut();
    }

    void gone() {
        all.forget(this);
        if (link != null) {
            link.lost();
        }
    }

    /** Pings a quiet client, and ends one that has not answered. */
    void watch() {
        socket.watch();
        var now = nanoTime.getAsLong();
        if (link != null && link.suspended()) {
            lastSign = now; // its answer would not be read; the ping still finds a broken connection
        }
        if (now - lastSign > 2 * PULSE) {
            socket.close(Socket.PING_UNANSWERED, "keepalive ping timeout");
            if (link != null) {
                link.lost();
            }
        } else if (now - lastPing >= PULSE) {
            lastPing = now;
            socket.ping();
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
