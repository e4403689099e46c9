package dev.openenv.remote;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.DeadlineExceededException;
import dev.openenv.Effect;
import dev.openenv.Environment;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.Retry;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.codec.JsonFormatException;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonMismatchException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A world behind one WebSocket. Each call is one message and one reply; a call that gets none ends the session for good,
 * because a late reply must not answer another call and a new session would be another world.
 *
 * <p>Confined to one thread at a time, as every environment.
 */
final class RemoteEnvironment<A extends Action, O extends Observation> implements Environment<A, O> {

    private final ReplySocket socket;
    private final Settings settings;
    private final URI uri;
    private final Codec<A> actions;
    private final Results<O> results;
    private long accepted;

    RemoteEnvironment(ReplySocket socket, Settings settings, Codec<A> actions, Codec<O> observations) {
        this.socket = socket;
        this.settings = settings;
        this.uri = settings.address().socket();
        this.actions = actions;
        this.results = new Results<>(observations);
    }

    @Override
    public StepResult<O> reset(ResetOptions options) {
        accepted = 0;
        var reply = call("reset", Frames.reset(options), settings.replyLimit());
        var error = reply.error();
        if (error != null) {
            throw ended(error, error.ofReset(uri));
        }
        return result("reset", reply);
    }

    @Override
    public StepResult<O> step(A action) {
        var message = written(action);
        var reply = call("step", message, settings.replyLimit());
        var error = reply.error();
        if (error != null) {
            throw error.execution() ? judged(error) : ended(error, error.ofStep(uri));
        }
        var result = result("step", reply);
        accepted++;
        return result;
    }

    @Override
    public State state() {
        var reply = call("state", Frames.STATE, settings.replyLimit());
        var error = reply.error();
        if (error != null) {
            throw ended(error, error.of("state", uri));
        }
        try {
            return Results.state(reply.data("state"));
        } catch (JsonMismatchException e) {
            throw bad("state", e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    /** Asks for the state, so that the server makes the world now and says what hinders it. */
    void probe(Duration limit) {
        var error = call("open", Frames.STATE, limit).error();
        if (error != null && error.ends()) {
            throw ended(error, error.of("open", uri));
        } // a world that cannot tell its state is a world all the same
    }

    private String written(A action) {
        String message;
        try {
            message = Frames.step(actions.encode(action));
        } catch (JsonMismatchException e) {
            throw InvalidActionException.of(e);
        } catch (JsonFormatException e) {
            throw new InvalidActionException("the action " + e.getMessage());
        }
        var size = message.length() > settings.maxSend() / 3 ? Frames.utf8Length(message) : 0;
        if (size > settings.maxSend()) {
            throw new InvalidActionException(
                    "the action has " + size + " bytes, and servers take at most " + settings.maxSend());
        }
        return message;
    }

    /**
     * The wire has one code for a move that the rules forbid and for a world that broke. The world's own count tells: a
     * refused action was not counted.
     */
    private OpenEnvException judged(ErrorFrame error) {
        if (!error.errors().isEmpty()) {
            return error.refusal();
        }
        try {
            return state().stepCount() <= accepted ? error.refusal() : error.ofStep(uri);
        } catch (OpenEnvException e) {
            var failed = error.ofStep(uri);
            failed.addSuppressed(e);
            return failed;
        }
    }

    private OpenEnvException ended(ErrorFrame error, OpenEnvException meaning) {
        if (error.ends()) {
            socket.end(Ending.of("session_error", "ended the session: " + error.message(), meaning));
        }
        return meaning;
    }

    private StepResult<O> result(String call, Reply reply) {
        Results.Parts parts;
        try {
            parts = results.parts(reply.data("observation"));
        } catch (JsonMismatchException e) {
            throw bad(call, e);
        }
        try {
            return results.result(parts);
        } catch (JsonMismatchException e) {
            throw new RemoteException(
                    "observation_mismatch",
                    "the observation after " + call + " of " + uri + " does not fit its type here: " + e.getMessage(),
                    uri,
                    0,
                    Blame.UNKNOWN,
                    Effect.APPLIED,
                    Retry.NEVER,
                    e);
        }
    }

    private Reply call(String call, String message, Duration limit) {
        var before = socket.unasked();
        if (before != null) {
            throw uncalledFor(call, before);
        }
        var ending = socket.ending();
        if (ending != null) {
            throw ending.after(call, uri);
        }
        @Nullable String answer;
        try {
            answer = socket.ask(message, System.nanoTime() + limit.toNanos());
        } catch (TimeoutException e) {
            socket.end(Ending.of("reply_timeout", "did not answer " + call + " within " + limit.toMillis() + " ms", e));
            throw new DeadlineExceededException(call + " of " + uri, limit);
        } catch (InterruptedException e) {
            socket.end(Ending.of("interrupted", "was left during " + call + ", which was interrupted", e));
            Thread.currentThread().interrupt();
            throw new OpenEnvException(
                    "interrupted",
                    "the thread was interrupted while it waited for " + call + " of " + uri + "; the episode is over",
                    Blame.CALLER,
                    Effect.MAYBE,
                    Retry.NEW_EPISODE,
                    e);
        }
        if (answer == null) {
            throw Objects.requireNonNull(socket.ending()).during(call, uri, Effect.MAYBE);
        }
        return parsed(call, answer);
    }

    /** A message that came before the call can only be the server's reason for going. */
    private OpenEnvException uncalledFor(String call, String message) {
        var reply = parsed(call, message);
        var error = reply.error();
        var ending = Ending.of("bad_reply", "sent a message that nobody asked for", null);
        if (error != null && error.ends()) {
            return ended(error, error.of(call, uri));
        }
        socket.end(ending);
        return ending.after(call, uri);
    }

    private Reply parsed(String call, String text) {
        try {
            return new Reply(Reply.object(text));
        } catch (JsonFormatException e) {
            throw bad(call, e);
        }
    }

    private RemoteException bad(String call, OpenEnvException why) {
        var ending = Ending.of("bad_reply", "sent a reply that is none: " + why.getMessage(), why);
        socket.end(ending);
        return ending.during(call, uri, Effect.MAYBE);
    }
}
