package dev.openenv.rollout;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.Task;
import dev.openenv.Trajectory;

/**
 * Hears what happens in a run. Calls come one at a time, from the threads of the episodes, so they should be short. A
 * listener that throws stops the run, because what it should have kept would be lost.
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public interface RolloutListener<A extends Action, O extends Observation> {

    /**
     * Whether this listener writes observations as JSON. In a run with such a listener an observation that cannot be
     * written is the failure of its environment, at the step that gave it.
     *
     * @return false by default
     */
    default boolean writesJson() {
        return false;
    }

    /**
     * The run starts.
     *
     * @param agent the agent's name
     * @param episodes how many episodes there will be
     */
    default void runStarted(String agent, int episodes) {}

    /**
     * An episode starts, or starts again after a failure of the environment.
     *
     * @param task the public side of the task
     * @param attempt from 0
     */
    default void episodeStarted(Task task, int attempt) {}

    /**
     * An episode ended.
     *
     * @param trajectory what happened
     */
    default void episodeEnded(Trajectory<A, O> trajectory) {}
}
