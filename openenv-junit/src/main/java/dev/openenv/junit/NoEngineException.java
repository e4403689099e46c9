package dev.openenv.junit;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;

/** There is nothing that runs containers. */
final class NoEngineException extends OpenEnvException {

    private static final long serialVersionUID = 1;

    NoEngineException(String message) {
        super("no_engine", message, Blame.INFRASTRUCTURE, Effect.NOT_APPLIED, Retry.SAME_CALL, null);
    }
}
