package dev.openenv.server;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One WebSocket: sends without holding a thread, closes for certain. Safe for many threads. */
final class Socket {

    static final int NORMAL = 1000;
    static final int PING_UNANSWERED = 1011;
    static final int RESTART = 1012;

    /** How long a client may take to read one reply. */
    private static final long SEND_LIMIT = TimeUnit.SECONDS.toNanos(60);

    /** How long a client may take to answer a close. */
    private static final int CLOSE_LIMIT_MILLIS = 2_000;

    private final FrameChannel channel;
    private final Workplace place;

    /** When the last text was given to the channel; 0 when the client's side has it. */
    private volatile long sendingSince;

    Socket(FrameChannel channel, Workplace place) {
        this.channel = channel;
        this.place = place;
    }

    boolean open() {
        return channel.open();
    }

    /** Sends a text; {@code sent} runs when the client's side has taken it, and never when the socket broke. */
    void send(byte[] utf8, Runnable sent) {
        send(List.of(ByteBuffer.wrap(utf8)), sent);
    }

    /** The same with the text in pieces, which are not changed. */
    void send(List<ByteBuffer> utf8, Runnable sent) {
        sendingSince = place.now() | 1;
        channel.text(utf8, () -> {
            sendingSince = 0;
            sent.run();
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
        channel.ping();
    }

    void suspend() {
        channel.suspend();
    }

    void resume() {
        channel.resume();
    }

    void close(int code, String reason) {
        channel.close(code, reason);
        place.later(this::cut, CLOSE_LIMIT_MILLIS);
    }

    void cut() {
        channel.cut();
    }
}
