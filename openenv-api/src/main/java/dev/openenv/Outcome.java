package dev.openenv;

/**
 * How an episode came out. The list is closed.
 *
 * <p>{@link #ENVIRONMENT_FAILED} and {@link #CANCELLED} leave a success rate, because they say nothing about the agent;
 * everything else counts, so an agent that crashes on hard tasks does not raise its score.
 */
public enum Outcome {
    /** The success criterion or the grader says so. */
    SOLVED,
    /** The episode came to its own end, and the criterion or the grader says no. */
    UNSOLVED,
    /** The episode came to its own end, and nothing declares what success is. */
    FINISHED,
    /** A limit on steps or time cut the episode off before it was solved. */
    TRUNCATED,
    /** The agent gave up before the end. */
    AGENT_STOPPED,
    /** The agent threw, made too many invalid actions in a row, or did not answer in time. */
    AGENT_FAILED,
    /** The environment, or what carries it, failed. */
    ENVIRONMENT_FAILED,
    /** Someone ended the run. */
    CANCELLED;

    /**
     * Whether the episode says something about the agent.
     *
     * @return false for {@link #ENVIRONMENT_FAILED} and {@link #CANCELLED}
     */
    public boolean countsForAgent() {
        return this != ENVIRONMENT_FAILED && this != CANCELLED;
    }
}
