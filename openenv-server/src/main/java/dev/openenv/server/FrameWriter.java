package dev.openenv.server;

import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * Frames on their way out: written by the thread that sends them, as far as the system takes them, and the rest when it
 * takes more. The callers see to it that little waits: one text at a time, one pong, one close. Safe for many threads.
 */
final class FrameWriter {

    /** Up to here head and payload are put together. */
    private static final int SMALL = 8 << 10;

    /**
     * What is given to the system at once: 1 MiB and the JSON around it. These are few and shared, where the JDK would keep
     * memory of that size for each thread.
     */
    private static final ByteBufferPool SLICES = new DefaultByteBufferPool(true, (1 << 20) + (4 << 10), 4, 0);

    /** The first slice for a system that did not take all: it may take little again. */
    private static final int AGAIN = 64 << 10;

    private static final int FINAL = 0x80;

    private final ConduitStreamSinkChannel sink;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ArrayDeque<Frame> waiting;
    private boolean closing;

    FrameWriter(ConduitStreamSinkChannel sink) {
        this.sink = sink;
    }

    private static final class Frame {

        private final int opcode;
        private final ByteBuffer[] buffers;
        private final @Nullable Runnable sent;

        private Frame(int opcode, ByteBuffer[] buffers, @Nullable Runnable sent) {
            this.opcode = opcode;
            this.buffers = buffers;
            this.sent = sent;
        }

        private boolean begun() {
            return buffers[0].position() > 0;
        }
    }

    /** Sends unless a close was sent before; {@code sent} runs when the system has taken all of it. */
    void send(int opcode, List<ByteBuffer> payload, @Nullable Runnable sent) throws IOException {
        var frame = frame(opcode, payload, sent);
        boolean whole;
        lock.lock();
        try {
            if (closing) {
                return;
            }
            closing = opcode == FrameReader.CLOSE;
            if (waiting != null && !waiting.isEmpty()) {
                if (opcode == FrameReader.PONG) {
                    // the latest is enough (RFC 6455, 5.5.3)
                    waiting.removeIf(other -> other.opcode == FrameReader.PONG && !other.begun());
                }
                waiting.add(frame);
                return;
            }
            whole = write(frame);
            if (!whole) {
                if (waiting == null) {
                    waiting = new ArrayDeque<>(2);
                }
                waiting.add(frame);
                sink.resumeWrites();
            }
        } finally {
            lock.unlock();
        }
        if (whole && sent != null) {
            sent.run();
        }
    }

    /** Writes what waits; called when the system takes more. */
    void flush() throws IOException {
        while (true) {
            Frame frame;
            lock.lock();
            try {
                var queue = waiting;
                frame = queue == null ? null : queue.peek();
                if (queue == null || frame == null) {
                    sink.suspendWrites();
                    return;
                }
                if (!write(frame)) {
                    return;
                }
                queue.remove();
            } finally {
                lock.unlock();
            }
            if (frame.sent != null) {
                frame.sent.run();
            }
        }
    }

    /** Whether a close was sent, or waits to be. */
    boolean closing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing waits. */
    boolean empty() {
        lock.lock();
        try {
            return waiting == null || waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private static Frame frame(int opcode, List<ByteBuffer> payload, @Nullable Runnable sent) {
        var length = 0L;
        for (var piece : payload) {
            length += piece.remaining();
        }
        var small = length <= SMALL;
        var head = ByteBuffer.allocate(10 + (small ? (int) length : 0)).put((byte) (FINAL | opcode));
        if (length < 126) {
            head.put((byte) length);
        } else if (length <= 0xFFFF) {
            head.put((byte) 126).putShort((short) length);
        } else {
            head.put((byte) 127).putLong(length);
        }
        var buffers = new ByteBuffer[small ? 1 : 1 + payload.size()];
        for (var i = 0; i < payload.size(); i++) {
            if (small) {
                head.put(payload.get(i).duplicate());
            } else {
                buffers[i + 1] = payload.get(i).duplicate();
            }
        }
        buffers[0] = head.flip();
        return new Frame(opcode, buffers, sent);
    }

    private boolean write(Frame frame) throws IOException {
        var head = frame.buffers[0];
        if (frame.buffers.length > 1) {
            return writeLarge(frame.buffers);
        }
        while (head.hasRemaining()) {
            if (sink.write(head) == 0) {
                return false;
            }
        }
        return sink.flush();
    }

    private boolean writeLarge(ByteBuffer[] buffers) throws IOException {
        try (var pooled = SLICES.allocate()) {
            var slice = pooled.getBuffer();
            var most = buffers[0].hasRemaining() ? slice.capacity() : AGAIN;
            for (var first = 0; first < buffers.length; most = Math.min(2 * most, slice.capacity())) {
                slice.clear().limit(most);
                for (var i = first; i < buffers.length && slice.hasRemaining(); i++) {
                    var piece = buffers[i].duplicate();
                    slice.put(piece.limit(piece.position() + Math.min(piece.remaining(), slice.remaining())));
                }
                var written = sink.write(slice.flip());
                if (written == 0) {
                    return false;
                }
                first = advance(buffers, first, written);
            }
        }
        return sink.flush();
    }

    /** Skips so many bytes; returns which buffer comes then. */
    private static int advance(ByteBuffer[] buffers, int first, int count) {
        var left = count;
        for (var i = first; i < buffers.length; i++) {
            var skipped = Math.min(left, buffers[i].remaining());
            buffers[i].position(buffers[i].position() + skipped);
            left -= skipped;
            if (buffers[i].hasRemaining()) {
                return i;
            }
        }
        return buffers.length;
    }
}
