package dev.openenv.wrap;

import dev.openenv.Action;
import dev.openenv.DeadlineExceededException;
import dev.openenv.Effect;
import dev.openenv.Environment;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.Retry;
import dev.openenv.State;
import dev.openenv.StepResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives each reset and step a time limit. The world runs on a thread of its own; at the limit that thread is
 * interrupted, given a grace, and then left behind: later calls throw, and the world is closed by its own thread when
 * it returns at last.
 *
 * <p>Confined to one thread at a time.
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class CallDeadline<A extends Action, O extends Observation> extends ForwardingEnvironment<A, O> {

    private static final Duration GRACE = Duration.ofMillis(250);

    private final Duration limit;
    private final WorldThread world;

    private CallDeadline(Environment<A, O> delegate, Duration limit, AbandonedThreads abandoned) {
        super(delegate);
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a deadline must be above zero, got " + limit);
        }
        this.limit = limit;
        this.world = new WorldThread(delegate::close, abandoned);
    }

    /**
     * Wraps an environment.
     *
     * @param environment what is wrapped
     * @param limit the time for one reset or step, above zero
     * @param abandoned where threads that never came back are counted
     * @param <A> the actions
     * @param <O> the observations
     * @return the wrapper
     */
    public static <A extends Action, O extends Observation> CallDeadline<A, O> of(
            Environment<A, O> environment, Duration limit, AbandonedThreads abandoned) {
        return new CallDeadline<>(environment, limit, abandoned);
    }

    @Override
    public StepResult<O> reset(ResetOptions options) {
        return call("reset", () -> super.reset(options));
    }

    @Override
    public StepResult<O> step(A action) {
        return call("step", () -> super.step(action));
    }

    @Override
    public State state() {
        return call("state", super::state);
    }

    @Override
    public <S> Optional<S> state(Class<S> type) {
        return call("state", () -> super.state(type));
    }

    @Override
    public void close() {
        world.close(limit, GRACE);
    }

    private <T> T call(String name, Supplier<T> body) {
        if (world.abandoned()) {
            throw new EnvironmentFailedException(
                    name + " of an environment whose thread never came back; open another", null);
        }
        var call = world.start(body);
        boolean back;
        try {
            back = call.await(limit);
        } catch (InterruptedException e) {
            world.stop(call, GRACE);
            Thread.currentThread().interrupt();
            throw OpenEnvException.interrupted(
                    "waited for " + name + "; the episode is over", Effect.MAYBE, Retry.NEW_EPISODE, e);
        }
        if (!back) {
            world.stop(call, GRACE);
            throw new DeadlineExceededException(name, limit);
        }
        return call.result();
    }
}
