package dev.openenv.tools;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tool call gave no result. The world and its episode go on.
 *
 * <p>The kind is what the caller of the tool found out. Whatever a function of a {@link ToolSet} throws, this exception
 * included, is an {@link ToolErrorKind#EXECUTION_ERROR}.
 */
public class ToolException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    private final ToolErrorKind kind;

    /** JSON pointer to the wrong argument. */
    private final @Nullable String pointer;

    /**
     * A call that failed.
     *
     * @param kind why
     * @param message what went wrong, for the agent
     * @param cause what the tool threw; null when nothing
     */
    public ToolException(ToolErrorKind kind, String message, @Nullable Throwable cause) {
        this(kind, message, null, cause);
    }

    private ToolException(ToolErrorKind kind, String message, @Nullable String pointer, @Nullable Throwable cause) {
        super(code(kind), message, blame(kind), effect(kind), Retry.NEVER, cause);
        this.kind = kind;
        this.pointer = pointer;
    }

    /**
     * There is no such tool.
     *
     * @param name what was called
     * @return the exception
     */
    public static ToolException notFound(String name) {
        return new ToolException(ToolErrorKind.NOT_FOUND, "Unknown tool: '" + name + "'", null, null);
    }

    /**
     * The arguments do not fit.
     *
     * @param message what is wrong, for the agent
     * @param pointer a JSON pointer to the first wrong argument
     * @return the exception
     */
    public static ToolException invalidArguments(String message, String pointer) {
        return new ToolException(ToolErrorKind.INVALID_ARGUMENTS, message, pointer, null);
    }

    /**
     * The tool failed.
     *
     * @param name the tool
     * @param cause what it threw
     * @return the exception, its message made of the tool's name and the cause's own words
     */
    public static ToolException failed(String name, Throwable cause) {
        var words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new ToolException(
                ToolErrorKind.EXECUTION_ERROR, "Error calling tool '" + name + "': " + words, null, cause);
    }

    /**
     * Why.
     *
     * @return the kind
     */
    public ToolErrorKind kind() {
        return kind;
    }

    /**
     * Where the first wrong argument is.
     *
     * @return a JSON pointer into the arguments; empty when they are not at fault
     */
    public Optional<String> pointer() {
        return Optional.ofNullable(pointer);
    }

    /**
     * The same as a value for an observation.
     *
     * @return kind and message
     */
    public ToolError error() {
        return ToolError.of(kind, Objects.requireNonNullElse(getMessage(), ""));
    }

    private static String code(ToolErrorKind kind) {
        return kind == ToolErrorKind.NOT_FOUND ? kind.wireName() : "tool_" + kind.wireName();
    }

    private static Blame blame(ToolErrorKind kind) {
        return switch (kind) {
            case NOT_FOUND, INVALID_ARGUMENTS, REFUSED -> Blame.AGENT;
            case EXECUTION_ERROR, TIMEOUT -> Blame.ENVIRONMENT;
            case TRANSPORT_ERROR -> Blame.INFRASTRUCTURE;
            case OTHER -> Blame.UNKNOWN;
        };
    }

    private static Effect effect(ToolErrorKind kind) {
        return switch (kind) {
            case NOT_FOUND, INVALID_ARGUMENTS, REFUSED -> Effect.NOT_APPLIED;
            case EXECUTION_ERROR, TIMEOUT, TRANSPORT_ERROR, OTHER -> Effect.MAYBE;
        };
    }
}
