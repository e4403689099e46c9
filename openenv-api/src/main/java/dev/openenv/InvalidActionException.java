package dev.openenv;

import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.Mismatch;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The agent did something that the rules do not allow. The world is as it was and stays usable; the agent may try another
 * action.
 *
 * <pre>{@code
 * throw InvalidActionException.of("/column", "a column that is not full, one of " + free, column);
 * }</pre>
 */
public class InvalidActionException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /** JSON pointer to the wrong field. */
    private final @Nullable String field;

    /** What would have been right. */
    private final @Nullable String expected;

    /**
     * An action that is not allowed for a reason that is not one field's.
     *
     * @param message what is wrong and what was expected
     */
    public InvalidActionException(String message) {
        this(message, null, null);
    }

    private InvalidActionException(String message, @Nullable String field, @Nullable String expected) {
        super("invalid_action", message, Blame.AGENT, Effect.NOT_APPLIED, Retry.NEVER, null);
        this.field = field;
        this.expected = expected;
    }

    /**
     * An action with one wrong field.
     *
     * @param field JSON pointer to the field (RFC 6901), for example {@code /column}; empty for the whole action
     * @param expected what would have been right
     * @param actual what was there
     * @return the exception
     */
    public static InvalidActionException of(String field, String expected, @Nullable Object actual) {
        var place = field.isEmpty() ? "action" : field;
        return new InvalidActionException(
                place + ": expected " + expected + ", got " + shorten(actual), field, expected);
    }

    /**
     * An action that is not as its type describes it.
     *
     * @param mismatch what is wrong with it
     * @return the exception; its field is the first wrong one, its message names all
     */
    public static InvalidActionException of(JsonMismatchException mismatch) {
        var first = mismatch.mismatches().get(0);
        var all = mismatch.mismatches().stream().map(Mismatch::toString).collect(Collectors.joining("; "));
        return new InvalidActionException(all, first.pointer(), first.expected());
    }

    /**
     * The wrong field.
     *
     * @return a JSON pointer, or empty when it is not one field's fault
     */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /**
     * What would have been right.
     *
     * @return the expectation, or empty when only the message says it
     */
    public Optional<String> expected() {
        return Optional.ofNullable(expected);
    }

    private static String shorten(@Nullable Object actual) {
        var text = actual instanceof CharSequence ? "'" + actual + "'" : String.valueOf(actual);
        return text.length() <= 200 ? text : text.substring(0, 200) + "... (" + text.length() + " characters)";
    }
}
