package dev.openenv.wrap;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.RewardRange;
import dev.openenv.StepResult;
import java.util.Objects;

/**
 * Holds a world to the range of rewards that it declares: a reward outside is the world's failure.
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class CheckedRewards<A extends Action, O extends Observation> extends ForwardingEnvironment<A, O> {

    private final RewardRange range;

    private CheckedRewards(Environment<A, O> delegate, RewardRange range) {
        super(delegate);
        this.range = Objects.requireNonNull(range, "range");
    }

    /**
     * Wraps an environment.
     *
     * @param environment what is wrapped
     * @param range what one step may pay
     * @param <A> the actions
     * @param <O> the observations
     * @return the wrapper
     */
    public static <A extends Action, O extends Observation> CheckedRewards<A, O> of(
            Environment<A, O> environment, RewardRange range) {
        return new CheckedRewards<>(environment, range);
    }

    @Override
    public StepResult<O> reset(ResetOptions options) {
        return checked(super.reset(options));
    }

    @Override
    public StepResult<O> step(A action) {
        return checked(super.step(action));
    }

    private StepResult<O> checked(StepResult<O> result) {
        if (result != null && result.reward().isPresent() && !range.contains(result.rewardOrZero())) {
            throw new EnvironmentFailedException(
                    "the world paid a reward of " + result.rewardOrZero() + " but declares " + range.minimum() + " to "
                            + range.maximum() + "; mend the world or its declared range",
                    null);
        }
        return result;
    }
}
