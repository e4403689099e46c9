package dev.openenv;

import java.time.Duration;

/** A reset or step did not come back in time. The episode is over; start a new one. */
public class DeadlineExceededException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /** The limit. */
    private final Duration limit;

    /**
     * A call that took too long.
     *
     * @param call what was called, for example {@code step}
     * @param limit how long it was given
     */
    public DeadlineExceededException(String call, Duration limit) {
        super(
                "deadline_exceeded",
                call + " did not come back within " + limit.toMillis() + " ms; the episode is over, reset a new one",
                Blame.ENVIRONMENT,
                Effect.MAYBE,
                Retry.NEW_EPISODE,
                null);
        this.limit = limit;
    }

    /**
     * How long the call was given.
     *
     * @return the limit
     */
    public Duration limit() {
        return limit;
    }
}
