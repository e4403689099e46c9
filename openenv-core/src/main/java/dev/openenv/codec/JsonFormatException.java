package dev.openenv.codec;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Text is not JSON, breaks a limit of {@link JsonText}, or a value cannot be written as JSON text. */
public class JsonFormatException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /** Where, from 1; 0 when there is no place. */
    private final int line;

    /** Where, from 1; 0 when there is no place. */
    private final int column;

    private JsonFormatException(String message, int line, int column, @Nullable Throwable cause) {
        super("bad_json", message, Blame.CALLER, Effect.NOT_APPLIED, Retry.NEVER, cause);
        this.line = line;
        this.column = column;
    }

    /**
     * Something that has no place in a text.
     *
     * @param message what is wrong
     */
    public JsonFormatException(String message) {
        this(message, 0, 0, null);
    }

    static JsonFormatException at(int line, int column, String problem, @Nullable Throwable cause) {
        return new JsonFormatException(
                "not JSON: line " + line + ", column " + column + ": " + problem, line, column, cause);
    }

    /**
     * The line of the problem.
     *
     * @return the line, counted from 1, or empty when there is no place in a text
     */
    public OptionalInt line() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }

    /**
     * The column of the problem.
     *
     * @return the column in UTF-16 units, counted from 1, or empty when there is no place in a text
     */
    public OptionalInt column() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(column);
    }
}
