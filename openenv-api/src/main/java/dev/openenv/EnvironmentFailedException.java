package dev.openenv;

import org.jspecify.annotations.Nullable;

/** The environment's own code threw, or gave something that is not a result. The episode is over. */
public class EnvironmentFailedException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure of the environment.
     *
     * @param message what failed
     * @param cause what its code threw, or null
     */
    public EnvironmentFailedException(String message, @Nullable Throwable cause) {
        super("environment_failed", message, Blame.ENVIRONMENT, Effect.MAYBE, Retry.NEVER, cause);
    }
}
