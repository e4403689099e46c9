package dev.openenv.python;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import org.jspecify.annotations.Nullable;

/** Python cannot run here, or cannot be confined. The message says what is missing and what to install. */
public class PythonUnavailableException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /**
     * It cannot run.
     *
     * @param message what is missing, and what to do
     * @param cause what was thrown, or null
     */
    public PythonUnavailableException(String message, @Nullable Throwable cause) {
        super("python_unavailable", message, Blame.INFRASTRUCTURE, Effect.NOT_APPLIED, Retry.NEVER, cause);
    }
}
