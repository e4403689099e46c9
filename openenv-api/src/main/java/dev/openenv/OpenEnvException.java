package dev.openenv;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The root of all errors of this SDK. It says three things: whose fault it is, whether the world changed, and whether
 * trying again helps.
 *
 * <p>A subclass exists only where a caller would catch it apart.
 */
public class OpenEnvException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A short word for programs. */
    private final String code;

    /** Whose fault it is. */
    private final Blame blame;

    /** Whether the world changed. */
    private final Effect effect;

    /** Whether trying again helps. */
    private final Retry retry;

    /**
     * An error.
     *
     * @param code a short word for programs, lower-case with underscores
     * @param message what failed, with which value, and what to try
     * @param blame whose fault it is
     * @param effect whether the world changed
     * @param retry whether trying again helps
     * @param cause what was thrown, or null
     */
    public OpenEnvException(
            String code, String message, Blame blame, Effect effect, Retry retry, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
        this.blame = Objects.requireNonNull(blame, "blame");
        this.effect = Objects.requireNonNull(effect, "effect");
        this.retry = Objects.requireNonNull(retry, "retry");
    }

    /**
     * The caller's thread was interrupted while it waited. The thread's interrupt is the caller's to set again.
     *
     * @param during what it did, which completes "the thread was interrupted while it ..."
     * @param effect whether the world changed
     * @param retry whether trying again helps
     * @param cause what was thrown
     * @return an error with the code {@code interrupted}
     */
    public static OpenEnvException interrupted(String during, Effect effect, Retry retry, Throwable cause) {
        var message = "the thread was interrupted while it " + during;
        return new OpenEnvException("interrupted", message, Blame.CALLER, effect, retry, cause);
    }

    /**
     * A short word for programs.
     *
     * @return lower-case with underscores
     */
    public final String code() {
        return code;
    }

    /**
     * Whose fault it is.
     *
     * @return the blame
     */
    public final Blame blame() {
        return blame;
    }

    /**
     * Whether the call that failed changed the world.
     *
     * @return the effect
     */
    public final Effect effect() {
        return effect;
    }

    /**
     * Whether trying again helps.
     *
     * @return the advice
     */
    public final Retry retry() {
        return retry;
    }
}
