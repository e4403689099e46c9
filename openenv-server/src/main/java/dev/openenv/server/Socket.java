package dev.openenv.server;

import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
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
    private static final int SEND_LIMIT_MILLIS = 60_000;

    /** How long a client may take to answer a close. */
    private static final int CLOSE_LIMIT_MILLIS = 2_000;

    private final WebSocketChannel channel;
    private final ScheduledExecutorService timer;
    private final AtomicReference<byte @Nullable []> nextPong = new AtomicReference<>();

    Socket(WebSocketChannel channel, ScheduledExecutorService timer) {
        this.channel = channel;
        this.timer = timer;
    }

    boolean open() {
        return channel.isOpen();
    }

    /** Sends a text; {@code sent} runs when the client's side has taken it, and never when the socket broke. */
    void send(byte[] utf8, Runnable sent) {
        WebSockets.sendText(
                ByteBuffer.wrap(utf8),
                channel,
                new WebSocketCallback<Void>() {
                    @Override
                    public void complete(WebSocketChannel same, Void nothing) {
                        sent.run();
                    }

                    @Override
                    public void onError(WebSocketChannel same, Void nothing, Throwable problem) {
                        cut();
                    }
                },
                SEND_LIMIT_MILLIS);
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
        try {
            var unused = timer.schedule(this::cut, CLOSE_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            cut();
        }
    }

    void cut() {
        IoUtils.safeClose(channel);
    }
}
