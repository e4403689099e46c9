package dev.openenv.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bytes from one thread to another, with a bound: a writer waits while so much lies there. The JDK's own pipe looks once a
 * second whether something has come, and breaks when a writing thread ends.
 */
final class BytePipe {

    private static final int MOST_BYTES = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<byte[]> chunks = new ArrayDeque<>();
    private final InputStream reading = new Reading();
    private final OutputStream writing = new Writing();
    private int size;
    private byte @Nullable [] current;
    private int at;
    private boolean ended;
    private boolean closed;

    InputStream in() {
        return reading;
    }

    OutputStream out() {
        return writing;
    }

    /** What was written can still be read, then comes the end. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return;
        }
        var copy = new byte[length];
        System.arraycopy(bytes, from, copy, 0, length);
        lock.lock();
        try {
            await(() -> size < MOST_BYTES || closed || ended);
            if (closed || ended) {
                throw new IOException("the stream is closed");
            }
            chunks.add(copy);
            size += length;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int read(byte[] into, int from, int length) throws IOException {
        lock.lock();
        try {
            await(() -> current != null || !chunks.isEmpty() || ended || closed);
            if (closed) {
                return -1;
            }
            var chunk = current == null ? chunks.poll() : current;
            if (chunk == null) {
                return -1;
            }
            var count = Math.min(length, chunk.length - at);
            System.arraycopy(chunk, at, into, from, count);
            at += count;
            size -= count;
            current = at == chunk.length ? null : chunk;
            at = current == null ? 0 : at;
            changed.signalAll();
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void await(BooleanSupplier met) throws IOException {
        try {
            while (!met.getAsBoolean()) {
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private final class Reading extends InputStream {
        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return BytePipe.this.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            Objects.checkFromIndexSize(from, length, into.length);
            return length == 0 ? 0 : BytePipe.this.read(into, from, length);
        }

        @Override
        public void close() {
            BytePipe.this.close();
        }
    }

    private final class Writing extends OutputStream {
        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            Objects.checkFromIndexSize(from, length, bytes.length);
            BytePipe.this.write(bytes, from, length);
        }

        @Override
        public void close() {
            end();
        }
    }
}
