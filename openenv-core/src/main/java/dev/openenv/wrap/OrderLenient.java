package dev.openenv.wrap;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.EpisodeOrderException;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes calls in any order, as the OpenEnv wire allows, and completes the state of a world that does not count by itself.
 * The gentle twin of {@link OrderEnforced}, for servers: nothing is refused, and what the world throws comes out as it
 * is. Only a world that stumbles over a null in a step before its first reset is said to need one.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * var env = OrderLenient.of(new WordGame());
 * env.state();      // legal before reset
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class OrderLenient<A extends Action, O extends Observation> extends ForwardingEnvironment<A, O> {

    private @Nullable String episodeId;
    private long stepCount;
    private boolean closed;

    private OrderLenient(Environment<A, O> delegate) {
        super(delegate);
    }

    /**
     * Wraps a world.
     *
     * @param environment the world
     * @param <A> the actions
     * @param <O> the observations
     * @return the wrapped world
     */
    public static <A extends Action, O extends Observation> OrderLenient<A, O> of(Environment<A, O> environment) {
        return new OrderLenient<>(environment);
    }

    @Override
    public StepResult<O> reset(ResetOptions options) {
        var id = options.episodeId().orElseGet(() -> UUID.randomUUID().toString());
        var result = checked("reset", super.reset(options.withEpisodeId(id)));
        episodeId = id;
        stepCount = 0;
        return result;
    }

    @Override
    public StepResult<O> step(A action) {
        StepResult<O> result;
        try {
            result = super.step(action);
        } catch (NullPointerException e) {
            if (episodeId == null) {
                var order = new EpisodeOrderException("this environment needs a reset before its first step");
                order.addSuppressed(e);
                throw order;
            }
            throw e;
        }
        stepCount++;
        return checked("step", result);
    }

    @Override
    public State state() {
        var state = super.state();
        var id = episodeId;
        return id == null || state.episodeId().isPresent() ? state : state.withEpisode(id, stepCount);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            super.close();
        }
    }

    private static <O extends Observation> StepResult<O> checked(String call, @Nullable StepResult<O> result) {
        if (result == null) {
            throw new EnvironmentFailedException(call + " returned null instead of a result", null);
        }
        return result;
    }
}
