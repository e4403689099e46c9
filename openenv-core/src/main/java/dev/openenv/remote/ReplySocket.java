package dev.openenv.remote;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket on which each message gets one reply. The first thing that goes wrong ends it for good; what arrived before
 * that can still be read.
 *
 * <p>One thread sends and waits; the client's threads call the listener's methods, which never block.
 */
final class ReplySocket implements WebSocket.Listener {

    /** Large messages in one piece fail in the JDK's client. */
    static final int FRAGMENT = 64 << 10;

    private static final Duration GOODBYE = Duration.ofSeconds(1);

    /** How long a broken send waits for the reason, which the server may have sent before it hung up. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final Limits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<String> replies = new ArrayDeque<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile @Nullable WebSocket socket;
    private @Nullable Ending ending;
    private boolean finished;
    private @Nullable Runnable whenEnded;
    private volatile boolean polite;
    private final long born = System.nanoTime();
    private volatile long lastHeard = born;

    ReplySocket(Limits limits) {
        this.limits = limits;
    }

    /** Gives it the socket, which the listener may not have seen yet when the handshake is done. */
    void on(WebSocket opened) {
        lock.lock();
        try {
            socket = opened;
        } finally {
            lock.unlock();
        }
    }

    /** What the server chose, empty for nothing. */
    String subprotocol() {
        var to = socket;
        return to == null ? "" : to.getSubprotocol();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - born);
    }

    /** Has a task run once when the server or the network ends the socket; it must not block. */
    void whenEnded(Runnable task) {
        boolean now;
        lock.lock();
        try {
            whenEnded = task;
            now = ending != null;
        } finally {
            lock.unlock();
        }
        if (now) {
            task.run();
        }
    }

    /** Why there will be no more replies, or null while there may be. */
    @Nullable
    Ending ending() {
        lock.lock();
        try {
            return ending;
        } finally {
            lock.unlock();
        }
    }

    /** A reply that nobody asked for, or null. */
    @Nullable
    String unasked() {
        lock.lock();
        try {
            return replies.poll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends a message and waits for the reply.
     *
     * @return the reply, or null when the socket has ended instead; then {@link #ending} says why
     * @throws TimeoutException at the deadline; the socket should be ended then
     * @throws InterruptedException the same
     */
    @Nullable
    String ask(String message, long deadline) throws TimeoutException, InterruptedException {
        send(message, deadline);
        return await(deadline);
    }

    private void send(String message, long deadline) throws TimeoutException, InterruptedException {
        var to = socket;
        if (to == null) {
            return;
        }
        var from = 0;
        do {
            var until = Math.min(message.length(), from + FRAGMENT);
            if (until < message.length() && Character.isHighSurrogate(message.charAt(until - 1))) {
                until--;
            }
            try {
                to.sendText(message.substring(from, until), until == message.length())
                        .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                broken(e.getCause() == null ? e : e.getCause());
                return;
            }
            from = until;
        } while (from < message.length());
    }

    /** The reason may be on its way: a reply, or a close frame. */
    private void broken(Throwable cause) throws InterruptedException {
        lock.lock();
        try {
            var left = LAST_WORDS.toNanos();
            while (replies.isEmpty() && ending == null && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        end(Ending.lost(cause));
    }

    /**
     * Waits for a reply.
     *
     * @return the reply, or null when the socket has ended instead
     * @throws TimeoutException at the deadline
     */
    @Nullable
    String await(long deadline) throws TimeoutException, InterruptedException {
        var interval = limits.ping().toNanos();
        var asked = System.nanoTime();
        var pinged = 0L;
        var waiting = false;
        while (true) {
            lock.lock();
            try {
                var now = System.nanoTime();
                var heard = Math.max(lastHeard - asked, 0) + asked;
                if (waiting && heard - pinged >= 0) {
                    waiting = false;
                }
                var wake = (waiting ? pinged : heard) + interval;
                while (replies.isEmpty() && ending == null && deadline - now > 0 && wake - now > 0) {
                    changed.awaitNanos(Math.min(deadline - now, wake - now));
                    now = System.nanoTime();
                }
                if (!replies.isEmpty()) {
                    return replies.poll();
                }
                if (ending != null) {
                    return null;
                }
                if (deadline - now <= 0) {
                    throw new TimeoutException();
                }
                if (lastHeard - (waiting ? pinged : heard) > 0) {
                    continue;
                }
            } finally {
                lock.unlock();
            }
            if (waiting) {
                end(Ending.of(
                        "ping_timeout",
                        "did not answer a ping within " + limits.ping().toMillis() + " ms",
                        null));
            } else {
                waiting = true;
                pinged = System.nanoTime();
                ping();
            }
        }
    }

    private void ping() {
        var to = socket;
        if (to != null) {
            try {
                var unused = to.sendPing(ByteBuffer.allocate(0));
            } catch (IllegalStateException e) {
                // the last one has not left yet, which the missing answer will tell as well
                return;
            }
        }
    }

    /** Ends the socket for a reason of ours, unless it has ended. */
    void end(Ending why) {
        lock.lock();
        try {
            if (ending != null) {
                return;
            }
            ending = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        hangUp();
    }

    /** Ends the socket and the session, which a server that keeps sessions would else keep for a while. */
    void farewell(Ending why) {
        polite = true;
        end(why);
    }

    /** Says goodbye, waits a moment for the answer, and cuts the line. */
    void close() {
        end(Ending.of("closed", "was closed by this program", null));
        var interrupted = Thread.interrupted();
        lock.lock();
        try {
            var left = GOODBYE.toNanos();
            while (!finished && socket != null && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            lock.unlock();
        }
        var to = socket;
        if (to != null) {
            to.abort();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void hangUp() {
        var to = socket;
        if (to == null) {
            return;
        }
        if (polite && !to.isOutputClosed()) {
            var unused = to.sendText(Frames.CLOSE, true);
        }
        CompletableFuture<WebSocket> goodbye = to.isOutputClosed()
                ? CompletableFuture.completedFuture(to)
                : to.sendClose(WebSocket.NORMAL_CLOSURE, "");
        var unused = goodbye.orTimeout(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete(
                        (sent, failed) -> CompletableFuture.delayedExecutor(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
                                .execute(to::abort));
    }

    private void finish(Ending why) {
        Runnable task;
        lock.lock();
        try {
            finished = true;
            if (ending == null) {
                ending = why;
            }
            task = whenEnded;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (task != null) {
            task.run();
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        lastHeard = System.nanoTime();
        on(opened);
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        lastHeard = System.nanoTime();
        if (partial.length() + (long) data.length() > limits.maxReply()) {
            refuse("message_too_large", "sent a message of more than " + limits.maxReply() + " characters");
        } else {
            partial.append(data);
            if (last) {
                arrived(partial.toString());
                partial.setLength(0);
                partial.trimToSize();
            }
        }
        from.request(1);
        return null;
    }

    private void arrived(String message) {
        var flood = false;
        lock.lock();
        try {
            flood = replies.size() > 1;
            if (ending == null && !flood) {
                replies.add(message);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (flood) {
            refuse("bad_reply", "sent messages that nobody asked for");
        }
    }

    private void refuse(String code, String what) {
        partial.setLength(0);
        partial.trimToSize();
        end(Ending.of(code, what, null));
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        lastHeard = System.nanoTime();
        refuse("bad_reply", "sent a binary message where the protocol has only text");
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        lastHeard = System.nanoTime();
        from.request(1);
        return null; // the client answers by itself
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        heard();
        from.request(1);
        return null;
    }

    private void heard() {
        lastHeard = System.nanoTime();
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        finish(Ending.closed(status, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        finish(
                error instanceof IOException || error.getCause() == null
                        ? Ending.lost(error)
                        : Ending.lost(error.getCause()));
    }
}
