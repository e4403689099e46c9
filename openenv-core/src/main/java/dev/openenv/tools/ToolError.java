package dev.openenv.tools;

import java.util.Objects;

/**
 * Why a tool call in a step gave no result.
 *
 * <p>Immutable.
 */
public final class ToolError {

    private final String type;
    private final String message;

    private ToolError(String type, String message) {
        this.type = Objects.requireNonNull(type, "type");
        this.message = Objects.requireNonNull(message, "message");
    }

    /**
     * An error of a known kind.
     *
     * @param kind why
     * @param message what went wrong, for the agent
     * @return the error
     */
    public static ToolError of(ToolErrorKind kind, String message) {
        return new ToolError(kind.wireName(), message);
    }

    /**
     * An error as the wire spells it.
     *
     * @param type the kind's name, known here or not
     * @param message what went wrong, for the agent
     * @return the error
     */
    public static ToolError of(String type, String message) {
        return new ToolError(type, message);
    }

    /**
     * Why.
     *
     * @return the kind; {@link ToolErrorKind#OTHER} when only the other side knows it
     */
    public ToolErrorKind kind() {
        return ToolErrorKind.of(type);
    }

    /**
     * The kind as the wire spells it.
     *
     * @return such as {@code tool_not_found}
     */
    public String type() {
        return type;
    }

    /**
     * What went wrong.
     *
     * @return a text for the agent
     */
    public String message() {
        return message;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ToolError that && type.equals(that.type) && message.equals(that.message);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, message);
    }

    @Override
    public String toString() {
        return type + ": " + message;
    }
}
