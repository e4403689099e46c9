package dev.openenv.cli;

import org.jspecify.annotations.Nullable;

/** Something around the command (a file, a folder) does not let it run. */
final class CannotRunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotRunException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
