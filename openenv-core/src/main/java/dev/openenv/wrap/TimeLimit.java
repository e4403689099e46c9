package dev.openenv.wrap;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Cuts an episode off after a time: the first step that ends later is marked truncated, unless the episode terminated of
 * its own. It does not interrupt a step; {@link CallDeadline} does.
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class TimeLimit<A extends Action, O extends Observation> extends ForwardingEnvironment<A, O> {

    private final long limitNanos;
    private final LongSupplier nanoTime;
    private long start;

    private TimeLimit(Environment<A, O> delegate, Duration limit, LongSupplier nanoTime) {
        super(delegate);
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a time limit must be above zero, got " + limit);
        }
        this.limitNanos = Nanos.of(limit);
        this.nanoTime = nanoTime;
    }

    /**
     * Wraps an environment.
     *
     * @param environment what is wrapped
     * @param limit the time from reset, above zero
     * @param <A> the actions
     * @param <O> the observations
     * @return the wrapper
     */
    public static <A extends Action, O extends Observation> TimeLimit<A, O> of(
            Environment<A, O> environment, Duration limit) {
        return of(environment, limit, System::nanoTime);
    }

    /**
     * Wraps an environment, with a clock of the caller's.
     *
     * @param environment what is wrapped
     * @param limit the time from reset, above zero
     * @param nanoTime a clock in nanoseconds that never goes back
     * @param <A> the actions
     * @param <O> the observations
     * @return the wrapper
     */
    public static <A extends Action, O extends Observation> TimeLimit<A, O> of(
            Environment<A, O> environment, Duration limit, LongSupplier nanoTime) {
        return new TimeLimit<>(environment, limit, nanoTime);
    }

    @Override
    public StepResult<O> reset(ResetOptions options) {
        start = nanoTime.getAsLong();
        return super.reset(options);
    }

    @Override
    public StepResult<O> step(A action) {
        var result = super.step(action);
        var late = nanoTime.getAsLong() - start >= limitNanos;
        return !late || result == null || result.done() ? result : result.withEnd(false, true);
    }
}
