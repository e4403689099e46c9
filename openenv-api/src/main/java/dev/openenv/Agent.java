package dev.openenv;

/**
 * An agent that owns its loop: it is given an episode and plays it by calling {@link Episode#step} until the episode is
 * done, or returns earlier to give up.
 *
 * <p>A new agent is made for each episode, so it may keep state. What it throws counts as the agent's failure; let the
 * exceptions of {@link Episode#step} pass.
 *
 * <pre>{@code
 * Agent<Guess, Feedback> careful = episode -> {
 *     while (!episode.done()) {
 *         episode.step(choose(episode.last().observation()));
 *     }
 * };
 * }</pre>
 *
 * @param <A> the actions it takes
 * @param <O> the observations it sees
 */
@FunctionalInterface
public interface Agent<A extends Action, O extends Observation> {

    /**
     * Plays an episode that has just been reset.
     *
     * @param episode the episode
     * @throws InterruptedException when the episode is cancelled or out of time
     */
    void play(Episode<A, O> episode) throws InterruptedException;

    /**
     * An agent that follows a policy to the end. An action that the environment refuses is an ordinary step for it: it
     * is asked again with the same observation, until the episode's limit of invalid actions is reached.
     *
     * @param policy decides each step
     * @param <A> the actions
     * @param <O> the observations
     * @return the agent
     */
    static <A extends Action, O extends Observation> Agent<A, O> of(Policy<A, O> policy) {
        return new PolicyAgent<>(policy);
    }
}
