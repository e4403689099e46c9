package dev.openenv;

/** A call came at the wrong time: a step before reset, after the end of the episode, or after close. */
public class EpisodeOrderException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /**
     * A call at the wrong time.
     *
     * @param message which call, and what to do instead
     */
    public EpisodeOrderException(String message) {
        super("wrong_order", message, Blame.CALLER, Effect.NOT_APPLIED, Retry.NEVER, null);
    }
}
