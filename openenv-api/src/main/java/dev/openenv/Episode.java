package dev.openenv;

/**
 * An agent's view of one episode. Implemented by the SDK only.
 *
 * <p>It enforces the limits of the run and records every step. {@link #step} may be called from many threads
 * (frameworks call tools in parallel); the calls are carried out one at a time.
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public interface Episode<A extends Action, O extends Observation> {

    /**
     * What the environment is.
     *
     * @return the spec
     */
    EnvironmentSpec spec();

    /**
     * What the agent is asked to do.
     *
     * @return the public side of the task
     */
    Task task();

    /**
     * What the last reset or accepted step gave.
     *
     * @return never null
     */
    StepResult<O> last();

    /**
     * Whether the episode is over: the environment said so, or a limit of the run was reached.
     *
     * @return true when no further step is possible
     */
    boolean done();

    /**
     * Steps taken so far, refused actions not counted.
     *
     * @return at least 0
     */
    int stepCount();

    /**
     * Applies an action.
     *
     * @param action what the agent does
     * @return what the environment gave
     * @throws InvalidActionException when the environment refused the action; nothing has changed, try another
     * @throws OpenEnvException when the episode is over or the environment failed; let it pass
     */
    StepResult<O> step(A action);

    /**
     * Adds to what the agent used: tokens, model calls, cost.
     *
     * @param usage what was used since the last report
     */
    void report(Usage usage);

    /**
     * The agent's own source of chance, reproducible for the run's seed and independent of the environment's.
     *
     * @return the same generator at every call
     */
    EpisodeRandom random();
}
