package dev.openenv.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.ConduitStreamSinkChannel;

/**
 * Frames on their way out: written by the thread that sends them, as far as the system takes them, and the rest when it
 * takes more. The callers see to it that little waits: one text at a time, one pong, one close. Safe for many threads.
 */
final class FrameWriter {

    /** Up to here head and payload are put together, which saves a write. */
    private static final int SMALL = 8 << 10;

    /** What is given to the system at once: it copies that into memory which each thread keeps. */
    private static final int SLICE = 64 << 10;

    private static final int FINAL = 0x80;

    private final ConduitStreamSinkChannel sink;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ArrayDeque<Frame> waiting;
    private boolean closing;

    FrameWriter(ConduitStreamSinkChannel sink) {
        this.sink = sink;
    }

    private record Frame(int opcode, ByteBuffer head, ByteBuffer payload, @Nullable Runnable sent) {}

    /** Sends unless a close was sent before; {@code sent} runs when the system has taken all of it. */
    void send(int opcode, byte[] payload, @Nullable Runnable sent) throws IOException {
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
                    waiting.removeIf(other -> other.opcode == FrameReader.PONG && other.head.position() == 0);
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

    private static Frame frame(int opcode, byte[] payload, @Nullable Runnable sent) {
        var small = payload.length <= SMALL;
        var head = ByteBuffer.allocate(10 + (small ? payload.length : 0)).put((byte) (FINAL | opcode));
        if (payload.length < 126) {
            head.put((byte) payload.length);
        } else if (payload.length <= 0xFFFF) {
            head.put((byte) 126).putShort((short) payload.length);
        } else {
            head.put((byte) 127).putLong(payload.length);
        }
        if (small) {
            head.put(payload);
        }
        var rest = ByteBuffer.wrap(payload);
        return new Frame(opcode, head.flip(), small ? rest.position(payload.length) : rest, sent);
    }

    private boolean write(Frame frame) throws IOException {
        while (frame.head.hasRemaining()) {
            if (sink.write(frame.head) == 0) {
                return false;
            }
        }
        var payload = frame.payload;
        var end = payload.limit();
        while (payload.position() < end) {
            payload.limit(Math.min(end, payload.position() + SLICE));
            try {
                if (sink.write(payload) == 0) {
                    return false;
                }
            } finally {
                payload.limit(end);
            }
        }
        return sink.flush();
    }
}
