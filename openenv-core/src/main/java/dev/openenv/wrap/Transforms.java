package dev.openenv.wrap;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/**
 * Environments that show another environment through a function.
 *
 * <pre>{@code
 * var env = Transforms.rewards(Transforms.actions(words, (String word) -> new Guess(word)), r -> r * 10);
 * }</pre>
 */
public final class Transforms {

    private Transforms() {}

    /**
     * Takes other actions.
     *
     * @param environment what is wrapped
     * @param transform turns an action of the wrapper into one of the wrapped; it throws
     *     {@link dev.openenv.InvalidActionException} when there is none
     * @param <B> the actions of the wrapper
     * @param <A> the actions of the wrapped
     * @param <O> the observations
     * @return the wrapper
     */
    public static <B extends Action, A extends Action, O extends Observation> Environment<B, O> actions(
            Environment<A, O> environment, Function<? super B, ? extends A> transform) {
        return new Adapted<>(environment, transform, Function.identity());
    }

    /**
     * Shows other observations.
     *
     * @param environment what is wrapped
     * @param transform turns an observation of the wrapped into one of the wrapper
     * @param <A> the actions
     * @param <O> the observations of the wrapped
     * @param <P> the observations of the wrapper
     * @return the wrapper
     */
    public static <A extends Action, O extends Observation, P extends Observation> Environment<A, P> observations(
            Environment<A, O> environment, Function<? super O, ? extends P> transform) {
        return new Adapted<>(environment, Function.identity(), result -> result.map(transform));
    }

    /**
     * Pays other rewards. A result without a reward stays without.
     *
     * @param environment what is wrapped
     * @param transform turns a reward of the wrapped into one of the wrapper, finite
     * @param <A> the actions
     * @param <O> the observations
     * @return the wrapper
     */
    public static <A extends Action, O extends Observation> Environment<A, O> rewards(
            Environment<A, O> environment, DoubleUnaryOperator transform) {
        return new ForwardingEnvironment<>(environment) {
            @Override
            public StepResult<O> reset(ResetOptions options) {
                return paid(super.reset(options));
            }

            @Override
            public StepResult<O> step(A action) {
                return paid(super.step(action));
            }

            private StepResult<O> paid(StepResult<O> result) {
                var reward = result.reward();
                return reward.isEmpty() ? result : result.withReward(transform.applyAsDouble(reward.getAsDouble()));
            }
        };
    }
}
