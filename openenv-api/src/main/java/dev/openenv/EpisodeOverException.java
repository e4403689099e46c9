package dev.openenv;

/**
 * An agent's step came when its episode was over: a limit was reached, the run was cancelled, or the environment failed
 * earlier. An agent lets it pass; a run does not count it as the agent's failure.
 */
public class EpisodeOverException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /**
     * A step in a finished episode.
     *
     * @param message why the episode is over
     */
    public EpisodeOverException(String message) {
        super("episode_over", message, Blame.CALLER, Effect.NOT_APPLIED, Retry.NEVER, null);
    }
}
