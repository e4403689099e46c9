package dev.openenv.image;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import org.jspecify.annotations.Nullable;

/**
 * An image cannot be built.
 *
 * <p>Codes: {@code unknown_environment} (nothing in the image would find it), {@code no_tools} (the Java that builds has no
 * jlink or jdeps, or the system no ldd), {@code not_linux} (the runtime of this machine would not run in a container),
 * {@code build_failed} (a tool failed; the message is its own), {@code no_actions} (a package needs actions to try, and there
 * are none).
 */
public final class ImageException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    ImageException(String code, String message, @Nullable Throwable cause) {
        super(code, message, Blame.CALLER, Effect.NOT_APPLIED, Retry.NEVER, cause);
    }

    static ImageException failed(String message, @Nullable Throwable cause) {
        return new ImageException("build_failed", message, cause);
    }
}
