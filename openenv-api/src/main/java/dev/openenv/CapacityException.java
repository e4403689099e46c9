package dev.openenv;

/** There was no free place for another environment in the time given. The same call may succeed later. */
public class CapacityException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /**
     * No free place.
     *
     * @param message how many there are, and how long was waited
     */
    public CapacityException(String message) {
        super("at_capacity", message, Blame.INFRASTRUCTURE, Effect.NOT_APPLIED, Retry.SAME_CALL, null);
    }
}
