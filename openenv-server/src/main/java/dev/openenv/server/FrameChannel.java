package dev.openenv.server;

import io.undertow.connector.ByteBufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.ssl.SslConnection;

/**
 * One WebSocket on a connection that was upgraded. Unlike the library's own channel it writes on the thread that sends, so
 * that a reply wakes no second thread, and keeps no buffer while nothing goes on. Safe for many threads.
 */
final class FrameChannel implements FrameReader.Sink {

    private static final int MOST_READS = 16;

    /** More pings than this in a second are an attack. */
    private static final int MOST_PINGS = 500;

    private static final int POLICY = 1008;
    private static final int CLOSE_LIMIT_SECONDS = 2;

    private final StreamConnection connection;
    private final ConduitStreamSourceChannel source;
    private final ByteBufferPool buffers;
    private final @Nullable String subprotocol;
    private final boolean encrypted;
    private final FrameReader reader;
    private final FrameWriter writer;
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile @Nullable FrameListener listener;

    /** Whether what comes in is dropped: after a farewell, or when it is no WebSocket. */
    private boolean deaf;

    private long pingsSince = System.nanoTime();
    private int pings;

    /** {@code subprotocol} is null when none was agreed upon. */
    FrameChannel(
            StreamConnection connection, ByteBufferPool buffers, FrameReader reader, @Nullable String subprotocol) {
        this.connection = connection;
        this.buffers = buffers;
        this.subprotocol = subprotocol;
        source = connection.getSourceChannel();
        encrypted = connection instanceof SslConnection;
        this.reader = reader;
        writer = new FrameWriter(connection.getSinkChannel());
    }

    /** What both sides speak, or null. */
    @Nullable
    String subprotocol() {
        return subprotocol;
    }

    /** Begins to read, and to tell what comes in. Called once, on the IO thread. */
    void listen(FrameListener value) {
        listener = value;
        if (gone.get()) { // it was closed before there was a listener
            value.gone();
            return;
        }
        connection.getSinkChannel().setWriteListener(ready -> flush());
        source.setReadListener(ready -> read());
        source.wakeupReads();
    }

    private void read() {
        try (var pooled = buffers.allocate()) {
            var buffer = pooled.getBuffer();
            for (var i = 0; i < MOST_READS; i++) {
                buffer.clear();
                var count = source.read(buffer);
                if (count < 0) {
                    cut();
                    return;
                }
                buffer.flip();
                if (!deaf) {
                    reader.feed(buffer, this);
                }
                if (count == 0 || (!encrypted && count < buffer.capacity()) || !source.isReadResumed()) {
                    return;
                }
            }
            source.wakeupReads();
        } catch (BadFrameException e) {
            deaf = true;
            heard().farewell();
            close(e.code(), e.reason());
            cutLater();
        } catch (IOException e) {
            cut();
        }
    }

    private void cutLater() {
        try {
            var unused = connection.getIoThread().executeAfter(this::cut, CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            cut();
        }
    }

    @Override
    public void message(@Nullable String text) {
        if (text == null) {
            heard().binary();
        } else {
            heard().text(text);
        }
    }

    @Override
    public void control(int opcode, byte[] payload) throws BadFrameException {
        switch (opcode) {
            case FrameReader.PING -> {
                countPing();
                heard().sign();
                send(FrameReader.PONG, List.of(ByteBuffer.wrap(payload)), null);
            }
            case FrameReader.PONG -> heard().sign();
            default -> farewell(payload);
        }
    }

    private void countPing() throws BadFrameException {
        var now = System.nanoTime();
        if (now - pingsSince > TimeUnit.SECONDS.toNanos(1)) {
            pingsSince = now;
            pings = 0;
        }
        if (++pings > MOST_PINGS) {
            throw new BadFrameException(POLICY, "too many pings");
        }
    }

    /** Both have said farewell now, or will have: this side hangs up then, as the standard has it. */
    private void farewell(byte[] payload) throws BadFrameException {
        var code = CloseCode.read(payload);
        deaf = true;
        heard().farewell();
        if (writer.closing()) {
            hangUp();
        } else {
            sendClose(code == CloseCode.NONE ? Socket.NORMAL : code, "", this::hangUp);
        }
    }

    private void hangUp() {
        if (writer.empty()) {
            cut();
        }
    }

    private FrameListener heard() {
        return Objects.requireNonNull(listener);
    }

    boolean open() {
        return !gone.get() && connection.isOpen();
    }

    /** Whether this side has said farewell. */
    boolean closing() {
        return writer.closing();
    }

    /** Sends a text; {@code sent} runs, on any thread, when the system has taken it, and never when it could not. */
    void text(List<ByteBuffer> utf8, Runnable sent) {
        send(FrameReader.TEXT, utf8, sent);
    }

    void ping() {
        send(FrameReader.PING, List.of(), null);
    }

    /** Says farewell; the connection ends when the other side has answered. */
    void close(int code, String reason) {
        sendClose(code, reason, null);
    }

    private void sendClose(int code, String reason, @Nullable Runnable sent) {
        send(FrameReader.CLOSE, List.of(ByteBuffer.wrap(CloseCode.bytes(code, reason))), sent);
    }

    private void send(int opcode, List<ByteBuffer> payload, @Nullable Runnable sent) {
        if (!encrypted || Thread.currentThread() == connection.getIoThread()) {
            write(opcode, payload, sent);
            return;
        }
        try { // an encrypted connection reads and writes on one thread only
            connection.getIoThread().execute(() -> write(opcode, payload, sent));
        } catch (RejectedExecutionException e) {
            cut();
        }
    }

    private void write(int opcode, List<ByteBuffer> payload, @Nullable Runnable sent) {
        try {
            writer.send(opcode, payload, sent);
        } catch (IOException e) {
            cut();
        }
    }

    private void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            cut();
        }
    }

    void suspend() {
        source.suspendReads();
    }

    void resume() {
        source.wakeupReads();
    }

    /** Ends the connection now. */
    void cut() {
        IoUtils.safeClose(connection);
        gone();
    }

    /** The connection was closed, by whomever. */
    void gone() {
        if (gone.compareAndSet(false, true)) {
            reader.end();
            var told = listener;
            if (told != null) {
                told.gone();
            }
        }
    }
}
