package dev.openenv;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why an episode failed, or why an action was refused: data that is recorded, and the exception where it is still at
 * hand.
 *
 * <p>Immutable.
 */
public final class Failure {

    private final String code;
    private final String message;
    private final Blame blame;
    private final @Nullable Throwable cause;

    private Failure(String code, String message, Blame blame, @Nullable Throwable cause) {
        this.code = Objects.requireNonNull(code, "code");
        this.message = Objects.requireNonNull(message, "message");
        this.blame = Objects.requireNonNull(blame, "blame");
        this.cause = cause;
    }

    /**
     * A failure without an exception, for example read from a recording.
     *
     * @param code a short word for programs, for example {@code step_timeout}
     * @param message what happened, for people
     * @param blame whose fault it is
     * @return the failure
     */
    public static Failure of(String code, String message, Blame blame) {
        return new Failure(code, message, blame, null);
    }

    /**
     * The failure that an exception stands for. An {@link OpenEnvException} speaks for itself.
     *
     * @param cause what was thrown
     * @param blame whose fault it is, unless the exception knows better
     * @return the failure
     */
    public static Failure of(Throwable cause, Blame blame) {
        if (cause instanceof OpenEnvException known) {
            return new Failure(
                    known.code(), text(cause), known.blame() == Blame.UNKNOWN ? blame : known.blame(), cause);
        }
        return new Failure("exception", cause.getClass().getName() + ": " + text(cause), blame, cause);
    }

    /**
     * A short word for programs.
     *
     * @return for example {@code step_timeout}
     */
    public String code() {
        return code;
    }

    /**
     * What happened, for people.
     *
     * @return the message
     */
    public String message() {
        return message;
    }

    /**
     * Whose fault it is.
     *
     * @return the blame
     */
    public Blame blame() {
        return blame;
    }

    /**
     * What was thrown.
     *
     * @return the exception, or empty when there was none or it was read from a recording
     */
    public Optional<Throwable> cause() {
        return Optional.ofNullable(cause);
    }

    private static String text(Throwable cause) {
        var message = cause.getMessage();
        return message == null ? "no message" : message;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Failure that
                && code.equals(that.code)
                && message.equals(that.message)
                && blame == that.blame;
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, message, blame);
    }

    @Override
    public String toString() {
        return "Failure[" + code + ", blame=" + blame + ": " + message + "]";
    }
}
