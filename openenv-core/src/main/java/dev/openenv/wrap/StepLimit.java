package dev.openenv.wrap;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;

/**
 * Cuts an episode off after a number of steps: the last one is marked truncated, unless the episode terminated of its
 * own. Refused actions are not counted.
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class StepLimit<A extends Action, O extends Observation> extends ForwardingEnvironment<A, O> {

    private final int limit;
    private int steps;

    private StepLimit(Environment<A, O> delegate, int limit) {
        super(delegate);
        if (limit < 1) {
            throw new IllegalArgumentException("a step limit must be at least 1, got " + limit);
        }
        this.limit = limit;
    }

    /**
     * Wraps an environment.
     *
     * @param environment what is wrapped
     * @param limit the most steps of an episode, at least 1
     * @param <A> the actions
     * @param <O> the observations
     * @return the wrapper
     */
    public static <A extends Action, O extends Observation> StepLimit<A, O> of(
            Environment<A, O> environment, int limit) {
        return new StepLimit<>(environment, limit);
    }

    @Override
    public StepResult<O> reset(ResetOptions options) {
        steps = 0;
        return super.reset(options);
    }

    @Override
    public StepResult<O> step(A action) {
        var result = super.step(action);
        steps++;
        return steps < limit || result == null || result.done() ? result : result.withEnd(false, true);
    }
}
