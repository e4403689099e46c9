package dev.openenv.script;

import dev.openenv.Action;
import dev.openenv.Observation;
import org.jspecify.annotations.Nullable;

/**
 * A script as a function.
 *
 * <pre>{@code
 * StepChoice<Walk, Place> choice = (step, place) -> step == 0 ? new Walk(1) : towards(place);
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
@FunctionalInterface
public interface StepChoice<A extends Action, O extends Observation> {

    /**
     * Decides.
     *
     * @param step how many actions were given before, refused ones included; at least 0
     * @param observation what is seen now
     * @return what is done, or null when the script is at its end
     */
    @Nullable
    A act(int step, O observation);
}
