package dev.openenv.remote;

import dev.openenv.Action;
import dev.openenv.Blame;
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
import dev.openenv.remote.Session.Repeat;
import dev.openenv.tools.Tools;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A world in a session of a server: writes actions, reads results, and tells what errors mean.
 *
 * <p>Confined to one thread at a time, as every environment.
 */
final class RemoteEnvironment<A extends Action, O extends Observation> implements Environment<A, O> {

    private final Session session;
    private final Settings settings;
    private final URI uri;
    private final Codec<A> actions;
    private final Results<O> results;
    private long accepted;
    private @Nullable Tools tools;
    private boolean toolsKnown;

    RemoteEnvironment(Session session, Settings settings, Codec<A> actions, Codec<O> observations) {
        this.session = session;
        this.settings = settings;
        this.uri = session.uri();
        this.actions = actions;
        this.results = new Results<>(observations);
    }

    @Override
    public StepResult<O> reset(ResetOptions options) {
        accepted = 0;
        var reply = call("reset", Frames.reset(options));
        var error = reply.error();
        if (error != null) {
            throw session.ended(error, error.ofReset(uri));
        }
        return result("reset", reply);
    }

    @Override
    public StepResult<O> step(A action) {
        var message = written(action);
        var reply = call("step", message);
        var error = reply.error();
        if (error != null) {
            throw error.execution() ? judged(error) : session.ended(error, error.ofStep(uri));
        }
        var result = result("step", reply);
        accepted++;
        return result;
    }

    @Override
    public State state() {
        var reply = call("state", Frames.STATE);
        var error = reply.error();
        if (error != null) {
            throw session.ended(error, error.of("state", uri));
        }
        try {
            return Results.state(reply.data("state"));
        } catch (JsonMismatchException e) {
            throw session.bad("state", e);
        }
    }

    /** The tools of the world, for which it is asked at the first time. */
    @Override
    public <C> Optional<C> find(Class<C> capability) {
        if (capability != Tools.class) {
            return Environment.super.find(capability);
        }
        if (!toolsKnown) {
            tools = RemoteTools.of(session, settings.limits().reply()).orElse(null);
            toolsKnown = true;
        }
        return Optional.ofNullable(tools).map(capability::cast);
    }

    @Override
    public void close() {
        session.close();
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
        var size = message.length() > settings.limits().maxSend() / 3 ? Frames.utf8Length(message) : 0;
        if (size > settings.limits().maxSend()) {
            throw new InvalidActionException("the action has " + size + " bytes, and servers take at most "
                    + settings.limits().maxSend());
        }
        return message;
    }

    /**
     * The wire has one code for a move that the rules forbid and for a world that broke. The world's own count tells: a
     * refused action was not counted.
     */
    private OpenEnvException judged(ErrorFrame error) {
        var said = error.refused();
        if (said.isPresent()) {
            return said.get() ? error.refusal() : error.ofStep(uri);
        }
        switch (settings.executionErrors()) {
            case INVALID_ACTION -> {
                return error.refusal();
            }
            case ENVIRONMENT_FAILED -> {
                return error.ofStep(uri);
            }
            case ASK_THE_STATE -> {}
        }
        try {
            return state().stepCount() <= accepted ? error.refusal() : error.ofStep(uri);
        } catch (OpenEnvException e) {
            var failed = error.ofStep(uri);
            failed.addSuppressed(e);
            return failed;
        }
    }

    private StepResult<O> result(String call, Reply reply) {
        Results.Parts parts;
        try {
            parts = results.parts(reply.data("observation"));
        } catch (JsonMismatchException e) {
            throw session.bad(call, e);
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

    private Reply call(String call, String message) {
        return session.call(call, message, settings.limits().reply(), Repeat.NUMBERED);
    }
}
