package dev.openenv.rollout;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import org.jspecify.annotations.Nullable;

/**
 * A run was stopped because it could not go on: a listener threw (a recording could not be written), or too many threads
 * never came back. What was done until then is kept.
 */
public class RunFailedException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    private final transient Run<?, ?> run;

    RunFailedException(String message, Run<?, ?> run, @Nullable Throwable cause) {
        super("run_failed", message, Blame.INFRASTRUCTURE, Effect.APPLIED, Retry.NEVER, cause);
        this.run = run;
    }

    /**
     * What was done until then.
     *
     * @return the run; episodes that were not played are cancelled
     */
    public Run<?, ?> run() {
        return run;
    }
}
