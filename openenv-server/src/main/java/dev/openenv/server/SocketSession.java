package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.json.JsonObject;
import dev.openenv.wrap.AbandonedThreads;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's own environment: messages are answered in order, one at a time, on a thread for worlds; the next is taken
 * when the client's side has taken the reply. Ends with its socket at the latest.
 *
 * <p>Safe for many threads: its lock is its own and is never held during a call of the world.
 */
final class SocketSession<A extends Action, O extends Observation> {

    private static final Logger LOG = LoggerFactory.getLogger(SocketSession.class);

    /** Beyond this nothing more is read from the socket until the world has caught up. */
    private static final int MOST_QUEUED = 256;

    /** How long a world may take to notice that its client is gone before its slot is given to another. */
    private static final int LEAVE_MILLIS = 500;

    private final Sockets<A, O> all;
    private final Socket socket;
    private final SessionSlots.Slot slot;
    private final String id;
    private final LongSupplier nanoTime;
    private final AbandonedThreads abandoned;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Optional<String>> queue = new ArrayDeque<>();
    private long queuedLength;
    private boolean suspended;
    private boolean working = true;
    private boolean sending;
    private boolean draining;
    private boolean ended;
    private boolean leftBehind;
    private @Nullable Thread worker;
    private Served<A, O>.@Nullable World world;
    private @Nullable Frames<A, O> frames;
    private long lastActivity;

    SocketSession(Sockets<A, O> all, Socket socket, SessionSlots.Slot slot, String id) {
        this.all = all;
        this.socket = socket;
        this.slot = slot;
        this.id = id;
        nanoTime = all.nanoTime();
        abandoned = all.abandoned();
        lastActivity = nanoTime.getAsLong();
    }

    /** Makes the world; messages wait meanwhile. */
    void start() {
        submit(this::make);
    }

    private void make() {
        if (!enter()) {
            return;
        }
        byte[] refusal = null;
        try {
            var made = all.served().open();
            world = made;
            frames = new Frames<>(all.served(), made, all.errors(), id);
        } catch (Throwable e) {
            refusal = all.refusal(e);
        } finally {
            leave();
        }
        if (refusal != null) {
            socket.send(refusal, () -> socket.close(Socket.NORMAL, ""));
            finish();
            return;
        }
        next();
    }

    /** Takes a message of the client; empty for a binary one. */
    void offer(Optional<String> message) {
        lock.lock();
        try {
            if (ended || draining) {
                return;
            }
            queue.add(message);
            queuedLength += message.map(String::length).orElse(0);
            if (!suspended
                    && (queue.size() >= MOST_QUEUED
                            || queuedLength > all.settings().maxMessageBytes())) {
                suspended = true;
                socket.suspend();
            }
            if (working || sending) {
                return;
            }
            working = true;
        } finally {
            lock.unlock();
        }
        submit(this::work);
    }

    private void work() {
        if (!enter()) {
            return;
        }
        Optional<String> message;
        lock.lock();
        try {
            message = queue.remove();
            queuedLength -= message.map(String::length).orElse(0);
            if (suspended && queue.size() < MOST_QUEUED / 2) {
                suspended = false;
                socket.resume();
            }
        } finally {
            lock.unlock();
        }
        Frames.Reply reply;
        try {
            reply = Objects.requireNonNull(frames).answer(message.orElse(null));
        } finally {
            leave();
        }
        lock.lock();
        try {
            if (reply.activity()) {
                lastActivity = nanoTime.getAsLong();
            }
            working = ended;
            sending = !ended;
        } finally {
            lock.unlock();
        }
        if (working) {
            finish();
        } else if (reply.text() == null) {
            socket.close(Socket.NORMAL, "");
            end();
        } else {
            socket.send(reply.text(), this::next);
        }
    }

    /** Goes on with the next message, if there is one. */
    private void next() {
        lock.lock();
        try {
            sending = false;
            working = false;
            if (!ended && !draining) {
                if (queue.isEmpty()) {
                    return;
                }
                working = true;
            }
        } finally {
            lock.unlock();
        }
        if (working) {
            submit(this::work);
        } else {
            if (draining) {
                socket.close(Socket.RESTART, "service restart");
            }
            end();
            if (world != null) {
                submit(this::finish);
            }
        }
    }

    private boolean enter() {
        lock.lock();
        try {
            if (!ended) {
                worker = Thread.currentThread();
                return true;
            }
        } finally {
            lock.unlock();
        }
        finish();
        return false;
    }

    private void leave() {
        lock.lock();
        try {
            worker = null;
            if (leftBehind) {
                leftBehind = false;
                abandoned.returned();
            }
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** The client is gone, or shall be: interrupts a running call, and gives the slot back soon in any case. */
    void end() {
        boolean atRest;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            ended = true;
            queue.clear();
            atRest = !working;
            if (worker != null) {
                worker.interrupt();
            }
        } finally {
            lock.unlock();
        }
        if (atRest) {
            submit(this::finish);
        } else {
            all.later(this::leaveBehind, LEAVE_MILLIS);
        }
    }

    private void leaveBehind() {
        lock.lock();
        try {
            if (worker != null) {
                leftBehind = true;
                abandoned.left();
                LOG.warn("a world goes on without its client session={}", id);
            }
        } finally {
            lock.unlock();
        }
        slot.give();
    }

    /** On a thread for worlds: closes the world and forgets the session. */
    private void finish() {
        Served<A, O>.World last;
        lock.lock();
        try {
            ended = true;
            last = world;
            world = null;
        } finally {
            lock.unlock();
        }
        try {
            if (last != null) {
                last.close();
            }
        } catch (Throwable e) {
            LOG.warn("a world did not close cleanly session={}", id, LogText.safe(e));
        } finally {
            slot.give();
            all.forget(this);
        }
    }

    private void submit(Runnable task) {
        try {
            all.threads().execute(task);
        } catch (RejectedExecutionException e) {
            slot.give();
            all.forget(this);
            socket.cut();
        }
    }

    /** Whether nothing is read from the socket just now. */
    boolean suspended() {
        lock.lock();
        try {
            return suspended;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the session when it has done nothing for so long; says so first. */
    void reap(long idleNanos) {
        lock.lock();
        try {
            if (ended || working || sending || nanoTime.getAsLong() - lastActivity < idleNanos) {
                return;
            }
        } finally {
            lock.unlock();
        }
        var seconds = TimeUnit.NANOSECONDS.toSeconds(idleNanos);
        var message = "Session closed after " + seconds + " s without a reset or step";
        socket.send(
                Frames.errorFrame(message, "SESSION_ERROR", JsonObject.empty()), () -> socket.close(Socket.NORMAL, ""));
        end();
    }

    /** Lets the running call end and its reply reach the client, then closes. */
    void drain() {
        lock.lock();
        try {
            draining = true;
            if (working || sending) {
                return;
            }
        } finally {
            lock.unlock();
        }
        stop();
    }

    /** Closes now. */
    void stop() {
        socket.close(Socket.RESTART, "service restart");
        end();
    }
}
