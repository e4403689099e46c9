package dev.openenv.server;

import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** One WebSocket: sends without holding a thread, closes for certain. Safe for many threads. */
final class Socket {

    static final int NORMAL = 1000;
    static final int PING_UNANSWERED = 1011;
    static final int RESTART = 1012;

    /** How long a client may take to read one reply. */
    private static final long SEND_LIMIT = TimeUnit.SECONDS.toNanos(60);

    /** How long a client may take to answer a close. */
    private static final int CLOSE_LIMIT_MILLIS = 2_000;

    private final WebSocketChannel channel;
    private final Workplace place;
    private final AtomicReference<byte @Nullable []> nextPong = new AtomicReference<>();

    /** When the last text was given to the channel; 0 when the client's side has it. */
    private volatile long sendingSince;

    Socket(WebSocketChannel channel, Workplace place) {
        this.channel = channel;
        this.place = place;
    }

    boolean open() {
        return channel.isOpen();
    }

    /** Sends a text; {@code sent} runs when the client's side has taken it, and never when the socket broke. */
    void send(byte[] utf8, Runnable sent) {
        sendingSince = place.now() | 1;
        WebSockets.sendText(ByteBuffer.wrap(utf8), channel, new WebSocketCallback<Void>() {
            @Override
            public void complete(WebSocketChannel same, Void nothing) {
                sendingSince = 0;
                sent.run();
            }

            @Override
            public void onError(WebSocketChannel same, Void nothing, Throwable problem) {
                cut();
            }
        });
    }

    /** Gives up on a client that does not read. */
    void watch() {
        var since = sendingSince;
        if (since != 0 && place.now() - since > SEND_LIMIT) {
            cut();
        }
    }

    void ping() {
        WebSockets.sendPing(ByteBuffer.allocate(0), channel, null);
    }

    /**
     * Answers a ping. While an answer is under way only the latest ping waits for one, as RFC 6455 5.5.3 allows: a client
     * that pings and does not read cannot fill the memory.
     */
    void pong(byte[] payload) {
        if (nextPong.getAndSet(payload) == null) {
            sendPong(payload);
        }
    }

    private void sendPong(byte[] payload) {
        WebSockets.sendPong(ByteBuffer.wrap(payload), channel, new WebSocketCallback<Void>() {
            @Override
            public void complete(WebSocketChannel same, Void nothing) {
                if (!nextPong.compareAndSet(payload, null)) {
                    var latest = nextPong.get();
                    if (latest != null) {
                        sendPong(latest);
                    }
                }
            }

            @Override
            public void onError(WebSocketChannel same, Void nothing, Throwable problem) {
                cut();
            }
        });
    }

    void suspend() {
        channel.suspendReceives();
    }

    void resume() {
        channel.resumeReceives();
    }

    void close(int code, String reason) {
        if (channel.isOpen() && !channel.isCloseFrameSent()) {
            WebSockets.sendClose(code, reason, channel, null);
        }
        place.later(this::cut, CLOSE_LIMIT_MILLIS);
    }

    void cut() {
        IoUtils.safeClose(channel);
    }
}
