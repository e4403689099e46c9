package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.server.ServerListener.SessionEnd;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A socket that uses a session: brings it one message at a time, the next when the client's side has taken the reply, and
 * stops reading when too many wait.
 *
 * <p>Safe for many threads: its lock is its own and is never held during a call of the world or the session.
 */
final class SocketLink<A extends Action, O extends Observation> {

    /** Beyond this nothing more is read from the socket until the world has caught up. */
    private static final int MOST_QUEUED = 256;

    private static final int LONGEST_GOODBYE = 64;

    private final Session<A, O> session;
    private final Socket socket;
    private final Dialect<A, O> dialect;
    private final int mostQueuedLength;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Optional<String>> queue = new ArrayDeque<>(2);
    private long queuedLength;

    /** What came in last, if it is so short that it may be a goodbye; its turn may never come. */
    private String lastWords = "";

    private boolean suspended;
    private boolean busy;
    private boolean draining;
    private volatile boolean left;

    SocketLink(Session<A, O> session, Socket socket, Dialect<A, O> dialect, int mostQueuedLength) {
        this.session = session;
        this.socket = socket;
        this.dialect = dialect;
        this.mostQueuedLength = mostQueuedLength;
    }

    /** Takes a message of the client; empty for a binary one. */
    void offer(Optional<String> message) {
        lock.lock();
        try {
            if (left || draining) {
                return;
            }
            lastWords = message.filter(text -> text.length() <= LONGEST_GOODBYE).orElse("");
            if (busy) {
                put(message);
                return;
            }
            busy = true;
        } finally {
            lock.unlock();
        }
        bring(message);
    }

    private void bring(Optional<String> message) {
        var reply = message.map(dialect::meanwhile).orElse(null);
        if (reply == null) {
            session.queue().add(turn(message));
        } else {
            socket.send(reply, this::next);
        }
    }

    /** Lets the dialect speak first, if it does; before the socket listens. */
    void greet() {
        if (dialect.speaksFirst()) {
            lock.lock();
            try {
                busy = true;
            } finally {
                lock.unlock();
            }
            session.queue().add(new Turn(dialect::greeting));
        }
    }

    private Turn turn(Optional<String> message) {
        return new Turn(world -> dialect.answer(world, message.orElse(null)));
    }

    private void put(Optional<String> message) {
        queue.add(message);
        queuedLength += message.map(String::length).orElse(0);
        if (!suspended && (queue.size() >= MOST_QUEUED || queuedLength > mostQueuedLength)) {
            suspended = true;
            socket.suspend();
        }
    }

    /** Goes on with the next message, if there is one. */
    private void next() {
        Optional<String> message;
        lock.lock();
        try {
            message = left || draining ? null : queue.poll();
            if (message == null) {
                busy = false;
                if (left || !draining) {
                    return;
                }
            } else {
                queuedLength -= message.map(String::length).orElse(0);
                if (suspended && queue.size() < MOST_QUEUED / 2 && queuedLength <= mostQueuedLength) {
                    suspended = false;
                    socket.resume();
                }
            }
        } finally {
            lock.unlock();
        }
        if (message == null) {
            stop();
        } else {
            bring(message);
        }
    }

    /** One message on its way through the session. */
    private final class Turn implements Call<A, O> {

        private final Function<Served<A, O>.World, Reply> dialogue;
        private @Nullable Reply reply;

        Turn(Function<Served<A, O>.World, Reply> dialogue) {
            this.dialogue = dialogue;
        }

        @Override
        public boolean run(Served<A, O>.World world) {
            if (left) {
                return false;
            }
            reply = dialogue.apply(world);
            return reply.activity();
        }

        @Override
        public void done() {
            if (left) {
                return;
            }
            var said = Objects.requireNonNull(reply);
            var text = said.text();
            if (text != null) {
                socket.send(text, SocketLink.this::next);
            } else if (said == Reply.SENT) {
                next();
            } else {
                session.because(SessionEnd.CLIENT);
                leave(true);
                socket.close(Socket.NORMAL, "");
            }
        }

        @Override
        public boolean orphaned() {
            return left;
        }

        @Override
        public void lost() {}
    }

    /** The client is gone, or shall be; {@code forGood} when somebody said so, who says it before the socket is closed. */
    void leave(boolean forGood) {
        lock.lock();
        try {
            if (left) {
                return;
            }
            left = true;
            queue.clear();
        } finally {
            lock.unlock();
        }
        session.detach(this, forGood);
    }

    /** The client closes its socket. */
    void closed() {
        if (!left) {
            session.closedByClient();
            leave(saidGoodbye());
        }
    }

    /** The connection broke, or nobody answers. */
    void lost() {
        if (!left) {
            session.connectionLost();
            leave(saidGoodbye());
        }
    }

    /** A client may say that it is done and hang up before that has had its turn. */
    private boolean saidGoodbye() {
        String last;
        lock.lock();
        try {
            last = lastWords;
        } finally {
            lock.unlock();
        }
        if (!dialect.isGoodbye(last)) {
            return false;
        }
        session.because(SessionEnd.CLIENT);
        return true;
    }

    /** Says why, then closes. */
    void end(Farewell farewell) {
        leave(true);
        socket.send(dialect.farewell(farewell), () -> socket.close(Socket.NORMAL, ""));
    }

    /** There is no session any more. */
    void cut() {
        socket.cut();
        leave(true);
    }

    /** Another socket has this one's session now. */
    void replaced() {
        socket.close(Socket.NORMAL, "session taken over");
        leave(false);
    }

    /** Whether nothing of the client is on its way in or out. */
    boolean atRest() {
        lock.lock();
        try {
            return !busy;
        } finally {
            lock.unlock();
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

    /** Lets the running call end and its reply reach the client, then closes. */
    void drain() {
        lock.lock();
        try {
            draining = true;
            if (busy) {
                return;
            }
        } finally {
            lock.unlock();
        }
        stop();
    }

    /** Closes now. */
    void stop() {
        leave(true);
        socket.close(Socket.RESTART, "service restart");
    }
}
