package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.server.ServerListener.SessionEnd;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client's own environment, with or without a socket: who uses it, and when it ends.
 *
 * <p>Safe for many threads: its lock is its own and is held only to look and to note.
 */
final class Session<A extends Action, O extends Observation> {

    private final String id;
    private final Lifetime lifetime;
    private final Workplace place;
    private final SessionSlots.Slot slot;
    private final WorldQueue<A, O> queue;
    private final StepReplies replies = new StepReplies();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable SocketLink<A, O> link;
    private boolean closing;
    private boolean draining;
    private boolean ended;
    private long lastSeen;
    private long lastListened;
    private long lastOrder;

    /** {@code over} runs when the world is closed. */
    Session(String id, Lifetime lifetime, Workplace place, SessionSlots.Slot slot, Consumer<Session<A, O>> over) {
        this.id = id;
        this.lifetime = lifetime;
        this.place = place;
        this.slot = slot;
        queue = new WorldQueue<>(id, slot, place, lifetime == Lifetime.LASTING, () -> over.accept(this));
        lastSeen = place.now();
        lastListened = lastSeen;
    }

    String id() {
        return id;
    }

    WorldQueue<A, O> queue() {
        return queue;
    }

    /** Why it ends, for whoever counts; the first reason stays. */
    void because(SessionEnd reason) {
        slot.because(reason);
    }

    /** The client closed its socket; no reason where it may come back. */
    void closedByClient() {
        if (lifetime.ofItsSocket()) {
            because(SessionEnd.CLIENT);
        }
    }

    /** The connection broke; no reason where the client may come back. */
    void connectionLost() {
        if (lifetime.ofItsSocket()) {
            because(SessionEnd.LOST);
        }
    }

    /** The last numbered reply; to be used in a call's turn only. */
    StepReplies replies() {
        return replies;
    }

    /** What came of an attempt to attach or to close. */
    enum Outcome {
        DONE,
        /** Will be closed when its socket leaves. */
        PUT_OFF,
        /** Somebody else's. */
        TAKEN,
        /** There is no such session, or not any more. */
        UNKNOWN
    }

    /** The socket that made the session. */
    void begin(SocketLink<A, O> first) {
        lock.lock();
        try {
            link = first;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives the session to another socket. One that has negotiated resuming takes it from the socket that still hangs on
     * it, unless that one's handshake came later; only such a one gets a session that a socket has made.
     */
    Outcome attach(SocketLink<A, O> next, boolean resumes, long order) {
        SocketLink<A, O> last;
        lock.lock();
        try {
            if (ended) {
                return Outcome.UNKNOWN;
            }
            last = link;
            if (lifetime.ofItsSocket() || (!resumes && (last != null || lifetime == Lifetime.RESUMABLE))) {
                return Outcome.TAKEN;
            }
            if (order < lastOrder) {
                return Outcome.TAKEN;
            }
            lastOrder = order;
            link = next;
            lastSeen = place.now();
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.replaced();
        }
        return Outcome.DONE;
    }

    /** The socket is gone; {@code forGood} when its client said that it is done. */
    void detach(SocketLink<A, O> gone, boolean forGood) {
        boolean last;
        lock.lock();
        try {
            if (link != gone) {
                return;
            }
            link = null;
            lastSeen = place.now();
            last = lifetime.ofItsSocket() || (forGood && lifetime == Lifetime.RESUMABLE) || closing;
        } finally {
            lock.unlock();
        }
        if (last) {
            end();
        } else if (draining()) {
            queue.endAtRest();
        }
    }

    private boolean draining() {
        lock.lock();
        try {
            return draining;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the session for somebody who knows its id; {@code freed} runs when its slot is free, if it is done now. */
    Outcome close(Runnable freed) {
        lock.lock();
        try {
            if (ended) {
                return Outcome.UNKNOWN;
            }
            if (lifetime.ofItsSocket()) {
                return Outcome.TAKEN;
            }
            if (link != null) {
                closing = true;
                return Outcome.PUT_OFF;
            }
            ended = true;
        } finally {
            lock.unlock();
        }
        queue.end(freed);
        return Outcome.DONE;
    }

    /** Ends it, and its running call, now. */
    void end() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
        queue.end(() -> {});
    }

    /** Ends it after its client has heard why, if it has a socket. */
    void end(Farewell farewell) {
        SocketLink<A, O> user;
        lock.lock();
        try {
            user = link;
        } finally {
            lock.unlock();
        }
        if (user != null) {
            user.end(farewell);
        } else {
            end();
        }
    }

    /** Its client has a stream open: it is there, though it may do nothing. */
    void listened() {
        lock.lock();
        try {
            lastListened = place.now();
        } finally {
            lock.unlock();
        }
    }

    /** Its world is closed; a socket that still uses it is of no use. */
    void over() {
        SocketLink<A, O> user;
        lock.lock();
        try {
            ended = true;
            user = link;
        } finally {
            lock.unlock();
        }
        if (user != null) {
            user.cut();
        }
    }

    /** Ends what nobody has used for too long. A running call is a use, except of a resumable session. */
    void watch(Settings settings) {
        SocketLink<A, O> user;
        long unseen;
        long unheard;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            user = link;
            var now = place.now();
            unseen = now - lastSeen;
            unheard = Math.min(unseen, now - lastListened);
        } finally {
            lock.unlock();
        }
        var idleLimit = settings.idleLimit();
        if (user != null) {
            if (lifetime != Lifetime.HARNESS
                    && lifetime != Lifetime.LASTING
                    && idleLimit != null
                    && idle(idleLimit)
                    && user.atRest()) {
                because(SessionEnd.IDLE);
                user.end(Farewell.session(
                        "Session closed after " + idleLimit.toSeconds() + " s without a reset or step"));
            }
        } else if (lifetime == Lifetime.RESUMABLE) {
            if (unseen > settings.resumeLimit().toNanos()) {
                because(SessionEnd.LOST);
                end();
            }
        } else {
            var expiry = settings.sessionExpiry();
            if (unheard > expiry.toNanos() && idle(expiry)
                    || idleLimit != null && unseen > idleLimit.toNanos() && idle(idleLimit)) {
                because(SessionEnd.IDLE);
                end();
            }
        }
    }

    private boolean idle(Duration limit) {
        return queue.atRest() && place.now() - queue.lastActivity() > limit.toNanos();
    }

    /** Ends when its calls have had their turns and its socket, which closes by itself, is gone. */
    void drain() {
        boolean free;
        lock.lock();
        try {
            draining = true;
            because(SessionEnd.SERVER);
            free = link == null;
        } finally {
            lock.unlock();
        }
        if (free) {
            queue.endAtRest();
        }
    }
}
