package dev.openenv.junit.golden;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import org.jspecify.annotations.Nullable;

/**
 * A golden episode could not be made, read or written. The {@link #code()} says which:
 *
 * <ul>
 * <li>{@code golden_missing}: there is no such file yet <li>{@code golden_not_read}, {@code golden_not_written}: the
 * disk, a folder or a permission <li>{@code not_golden}: the file is something else, or no JSON (a merge conflict, for
 * example) <li>{@code golden_version}: the file has an older or newer format <li>{@code golden_edited}: the file holds
 * other values than those that were recorded <li>{@code golden_not_encoded}: an episode cannot be written as JSON
 * </ul>
 */
public final class GoldenException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    GoldenException(String code, String message, @Nullable Throwable cause) {
        super(code, message, Blame.CALLER, Effect.NOT_APPLIED, Retry.NEVER, cause);
    }
}
