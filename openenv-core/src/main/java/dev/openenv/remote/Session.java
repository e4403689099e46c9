package dev.openenv.remote;

import dev.openenv.DeadlineExceededException;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.codec.JsonFormatException;
import dev.openenv.json.JsonMismatchException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A session on a server. Each call is one message and one reply; a call that gets none ends the session for good, because a
 * late reply must not answer another call and a new session would be another world.
 *
 * <p>Where the server keeps sessions ({@link Frames#RESUME}), a lost socket is replaced by another one to the same session.
 * Calls are numbered there: one that is sent again is answered with the reply that was lost, not executed twice.
 */
final class Session {

    /** A socket that lived that long was no part of the trouble before. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    /** What may be done with a call whose reply was lost. */
    enum Repeat {
        /** It has a number by which the server knows it again. */
        NUMBERED,
        /** It changes nothing. */
        HARMLESS,
        /** Nothing: it may have been executed. */
        NEVER
    }

    private final Settings settings;
    private final Handshake handshake;
    private final URI uri;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile ReplySocket socket;
    private volatile @Nullable String id;
    private volatile @Nullable Ending over;
    private @Nullable Ending refusal;
    private boolean again;
    private long calls;

    Session(Settings settings, Handshake handshake, ReplySocket socket) {
        this.settings = settings;
        this.handshake = handshake;
        this.uri = settings.address().socket();
        this.socket = socket;
    }

    URI uri() {
        return uri;
    }

    /** Why there will be no more replies, or null while there may be. */
    @Nullable
    Ending ending() {
        return over != null ? over : socket.ending();
    }

    /** Asks something, so that the server makes the world now and says what hinders it. */
    void begin(Duration limit) {
        var keeps = socket.subprotocol().equals(Frames.RESUME);
        var reply = call("open", keeps ? Frames.SESSION : Frames.STATE, limit, Repeat.NEVER);
        var error = reply.error();
        if (error != null) {
            if (error.ends()) {
                throw ended(error, error.of("open", uri));
            }
            return; // a world that cannot tell its state is a world all the same
        }
        if (keeps) {
            id = reply.sessionId();
            socket.whenEnded(this::mendLater);
        }
    }

    /** The reply to a message, whatever it says. */
    Reply call(String call, String message, Duration limit, Repeat repeat) {
        var deadline = System.nanoTime() + limit.toNanos();
        try {
            if (!lock.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("the connection is being made again");
            }
            try {
                return exchange(call, message, deadline, repeat);
            } finally {
                lock.unlock();
                mendLater(); // what was lost meanwhile found the lock taken
            }
        } catch (TimeoutException e) {
            end(Ending.of("reply_timeout", "did not answer " + call + " within " + limit.toMillis() + " ms", e));
            throw new DeadlineExceededException(call + " of " + uri, limit);
        } catch (InterruptedException e) {
            end(Ending.of("interrupted", "was left during " + call + ", which was interrupted", e));
            Thread.currentThread().interrupt();
            throw OpenEnvException.interrupted(
                    "waited for " + call + " of " + uri + "; the episode is over", Effect.MAYBE, Retry.NEW_EPISODE, e);
        }
    }

    private Reply exchange(String call, String message, long deadline, Repeat repeat)
            throws TimeoutException, InterruptedException {
        var before = over;
        if (before != null) {
            throw before.after(call, uri);
        }
        refuseUnasked(call);
        var number = id != null && repeat == Repeat.NUMBERED ? ++calls : 0;
        var frame = number == 0 ? message : Frames.numbered(number, message);
        var sent = false;
        var trouble = new Trouble();
        while (true) {
            if (refusal == null) {
                var open = socket.ending() == null;
                sent |= open;
                var reply = reply(call, open ? socket.ask(frame, deadline) : socket.unasked(), number, deadline);
                if (reply != null) {
                    return reply;
                }
            }
            var ending = refusal != null ? refusal : Objects.requireNonNull(socket.ending());
            if (id == null || !ending.passing() || sent && repeat == Repeat.NEVER) {
                end(ending);
                throw sent ? ending.during(call, uri, Effect.MAYBE) : ending.after(call, uri);
            }
            try {
                attach(ending, trouble, deadline);
            } catch (OpenEnvException e) {
                var lost = ending.andGone(e);
                end(lost);
                throw lost.during(call, uri, sent ? Effect.MAYBE : Effect.NOT_APPLIED);
            }
        }
    }

    /** The reply to a call, from what came first, or null when the socket is of no use. */
    private @Nullable Reply reply(String call, @Nullable String first, long number, long deadline)
            throws TimeoutException, InterruptedException {
        for (var text = first; text != null; text = socket.await(deadline)) {
            var reply = parsed(call, text);
            var error = reply.error();
            if (again && error != null && error.session()) {
                refused(call, error);
                return null;
            }
            var answered = reply.number();
            if (id == null || answered == number || answered == 0 && error != null) {
                return reply;
            }
            if (answered == 0 || number != 0 && answered > number) {
                throw bad(call, new JsonFormatException("it answers call " + answered + ", not " + number));
            } // else it is the reply to an earlier call, once more
        }
        return null;
    }

    /** How long the connection has been in trouble. */
    private final class Trouble {
        private long until = System.nanoTime() + settings.limits().resume().toNanos();
        private Pauses pauses = new Pauses();
        private boolean first = true;

        private void next(long deadline) throws InterruptedException {
            if (socket.age().compareTo(SETTLED) > 0) {
                until = System.nanoTime() + settings.limits().resume().toNanos();
                pauses = new Pauses();
            } else if (!first) {
                pauses.pause(Math.min(until, deadline));
            }
            first = false;
        }
    }

    private void attach(Ending ending, Trouble trouble, long deadline) throws TimeoutException, InterruptedException {
        while (true) {
            trouble.next(deadline);
            OpenEnvException failure = ending.during("the call", uri, Effect.MAYBE);
            if (trouble.until - System.nanoTime() > 0) {
                try {
                    var next = handshake.connect(id, Math.min(trouble.until, deadline));
                    again = true;
                    socket = next;
                    refusal = null;
                    next.whenEnded(this::mendLater);
                    return;
                } catch (Passing e) {
                    failure = e.failure();
                }
            }
            if (over != null || trouble.until - System.nanoTime() <= 0) {
                throw failure;
            }
            if (deadline - System.nanoTime() <= 0) {
                throw new TimeoutException();
            }
        }
    }

    /** A connection that is lost between two calls is had again at once, before the server gives the session up. */
    private void mendLater() {
        if (broken() != null && !lock.isLocked()) {
            inBackground(this::mend);
        }
    }

    /** Why the socket has to be replaced, or null when it need not or cannot be. */
    private @Nullable Ending broken() {
        var ending = socket.ending();
        return id != null && over == null && ending != null && ending.passing() ? ending : null;
    }

    private void mend() {
        var trouble = new Trouble();
        do {
            if (!lock.tryLock()) {
                return; // a call is faster
            }
            try {
                for (var ending = broken(); ending != null; ending = broken()) {
                    attach(
                            ending,
                            trouble,
                            System.nanoTime() + settings.limits().resume().toNanos());
                }
            } catch (OpenEnvException | TimeoutException | InterruptedException e) {
                return; // the next call tries once more, and tells
            } finally {
                lock.unlock();
            }
        } while (broken() != null);
        var why = over;
        if (why != null) {
            socket.farewell(why);
        }
    }

    private static void inBackground(Runnable task) {
        var thread = new Thread(task, "openenv-resume");
        thread.setDaemon(true);
        thread.start();
    }

    /** A message that came before the call can only be the server's reason for going, or a reply that came twice. */
    private void refuseUnasked(String call) {
        for (var text = socket.unasked(); text != null; text = socket.unasked()) {
            var reply = parsed(call, text);
            var error = reply.error();
            if (again && error != null && error.session()) {
                refused(call, error);
                return;
            }
            if (error != null && error.ends()) {
                throw ended(error, error.of(call, uri));
            }
            if (id == null || reply.number() == 0 || reply.number() > calls) {
                var ending = Ending.of("bad_reply", "sent a message that nobody asked for", null);
                end(ending);
                throw ending.after(call, uri);
            }
        }
    }

    /** The server does not give the session back: never, or not yet. */
    private void refused(String call, ErrorFrame error) {
        if (!error.unknownSession()) {
            var why = Ending.of("connection_lost", "did not give the session back: " + error.message(), null);
            refusal = why;
            socket.end(why);
            return;
        }
        var ending = Ending.of(
                "session_unknown",
                "does not know the session any more (" + error.message() + "), after its connection was lost,",
                null);
        end(ending);
        throw ending.during(call, uri, Effect.MAYBE);
    }

    /** Passes on what an error means, and ends the session when the server has. */
    OpenEnvException ended(ErrorFrame error, OpenEnvException meaning) {
        if (error.ends()) {
            end(Ending.of("session_error", "ended the session: " + error.message(), meaning));
        }
        return meaning;
    }

    private Reply parsed(String call, String text) {
        try {
            return new Reply(Reply.object(text));
        } catch (JsonFormatException | JsonMismatchException e) {
            throw bad(call, e);
        }
    }

    /** Ends the session because of a reply that is none. */
    RemoteException bad(String call, OpenEnvException why) {
        var ending = Ending.of("bad_reply", "sent a reply that is none: " + why.getMessage(), why);
        end(ending);
        return ending.during(call, uri, Effect.MAYBE);
    }

    private void end(Ending why) {
        if (over == null) {
            over = why;
        }
        depart(why);
    }

    private void depart(Ending why) {
        var known = id;
        var lost = socket.ending();
        if (known == null) {
            socket.end(why);
        } else if (lost == null) {
            socket.farewell(why);
        } else if (lost.passing() && !why.code().equals("session_unknown")) {
            inBackground(() -> release(known, why));
        }
    }

    /** Tells a server that keeps a session whose connection is gone that it need not. */
    private void release(String known, Ending why) {
        try {
            handshake
                    .connect(
                            known,
                            System.nanoTime() + settings.limits().connect().toNanos())
                    .farewell(why);
        } catch (Passing | OpenEnvException | InterruptedException e) {
            return; // the server gives it up by itself
        }
    }

    void close() {
        if (over == null) {
            end(Ending.of("closed", "was closed by this program", null));
        }
        socket.close();
    }
}
