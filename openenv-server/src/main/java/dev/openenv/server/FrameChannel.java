package dev.openenv.server;

import io.undertow.connector.ByteBufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;
import org.xnio.ssl.SslConnection;

/**
 * One WebSocket on a connection that was upgraded. Unlike the library's own channel it writes on the thread that sends, so
 * that a reply costs no second thread, and keeps no buffer while nothing goes on. Safe for many threads.
 */
final class FrameChannel {

    /** Up to here head and payload are put together, which saves a write. */
    private static final int SMALL = 8 << 10;

    /** What is given to the system at once; it is copied into memory that each thread keeps. */
    private static final int SLICE = 64 << 10;

    private static final int MOST_READS = 16;

    private final StreamConnection connection;
    private final ConduitStreamSourceChannel source;
    private final ConduitStreamSinkChannel sink;
    private final ByteBufferPool buffers;
    private final boolean encrypted;
    private final FrameReader reader;
    private final FrameListener listener;
    private final AtomicBoolean gone = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ArrayDeque<Outgoing> queue;
    private @Nullable Outgoing pong;
    private boolean closeSent;
    private boolean closeReceived;
    private volatile boolean deaf;

    private static final class Outgoing {

        private ByteBuffer[] parts;
        private final @Nullable Runnable sent;

        private Outgoing(ByteBuffer[] parts, @Nullable Runnable sent) {
            this.parts = parts;
            this.sent = sent;
        }
    }

    private final FrameReader.Sink received = new FrameReader.Sink() {
        @Override
        public void message(@Nullable String text) {
            if (text == null) {
                listener.binary();
            } else {
                listener.text(text);
            }
        }

        @Override
        public void control(int opcode, byte[] payload) throws BadFrameException {
            FrameChannel.this.control(opcode, payload);
        }
    };

    /** {@code limit} is how many bytes a message may have. */
    FrameChannel(StreamConnection connection, ByteBufferPool buffers, long limit, FrameListener listener) {
        this.connection = connection;
        this.buffers = buffers;
        this.listener = listener;
        source = connection.getSourceChannel();
        sink = connection.getSinkChannel();
        encrypted = connection instanceof SslConnection;
        reader = new FrameReader(limit);
    }

    /** Begins to read. */
    void start() {
        source.setReadListener(ready -> read());
        sink.setWriteListener(ready -> flush());
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
                    reader.feed(buffer, received);
                }
                if (count == 0 || (!encrypted && count < buffer.capacity()) || !source.isReadResumed()) {
                    return;
                }
            }
            source.wakeupReads();
        } catch (BadFrameException e) {
            deaf = true;
            listener.farewell();
            close(e.code(), e.reason());
        } catch (IOException e) {
            cut();
        }
    }
}
