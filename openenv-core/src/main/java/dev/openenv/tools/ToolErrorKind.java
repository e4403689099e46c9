package dev.openenv.tools;

/** Why a tool call gave no result. The kind comes from what happened, never from words of a message. */
public enum ToolErrorKind {
    /** The tool was called and failed. */
    EXECUTION_ERROR("execution_error"),
    /** The arguments do not fit the tool's schema. The tool was not called. */
    INVALID_ARGUMENTS("invalid_args"),
    /** The tool lives elsewhere and could not be reached. */
    TRANSPORT_ERROR("transport_error"),
    /** There is no tool of that name. */
    NOT_FOUND("tool_not_found"),
    /** The tool did not answer in time. It may have had an effect. */
    TIMEOUT("timeout"),
    /**
     * The call is not allowed. The tool was not called. The Python package knows no such kind, so the wire says {@code
     * execution_error} in the reply to a single call, and {@code "error_type": "refused"} in the step's metadata.
     */
    REFUSED("refused"),
    /** A kind that only the other side knows; {@link ToolError#type} has its name. */
    OTHER("other");

    private final String wireName;

    ToolErrorKind(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The kind's name on the wire.
     *
     * @return such as {@code tool_not_found}
     */
    public String wireName() {
        return wireName;
    }

    /**
     * The kind of a name on the wire.
     *
     * @param wireName such as {@code tool_not_found}
     * @return the kind; {@link #OTHER} for a name that is not known here
     */
    public static ToolErrorKind of(String wireName) {
        for (var kind : values()) {
            if (kind.wireName.equals(wireName)) {
                return kind;
            }
        }
        return OTHER;
    }
}
