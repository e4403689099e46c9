package dev.openenv.server;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;

/** The port is taken or not allowed, or the interface is not this machine's: the server did not start. */
public final class PortUnavailableException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    PortUnavailableException(String message, Throwable cause) {
        super("port_unavailable", message, Blame.INFRASTRUCTURE, Effect.NOT_APPLIED, Retry.NEVER, cause);
    }
}
