package dev.openenv.tools;

/** Why a code action did not come to its end. */
public enum CodeErrorKind {
    /** The code threw what it did not catch. */
    EXCEPTION("exception"),
    /** The text is no code. Nothing of it ran. */
    SYNTAX("syntax_error"),
    /** The code did not end in time and was stopped. */
    TIMEOUT("timeout"),
    /** What runs the code broke, or the code broke it: out of memory, left the interpreter, spoke out of turn. */
    CRASHED("crashed"),
    /** The environment does not run such code. */
    REFUSED("refused"),
    /** A kind that only the other side knows; {@link CodeError#type} has its name. */
    OTHER("other");

    private final String wireName;

    CodeErrorKind(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The kind's name on the wire.
     *
     * @return such as {@code syntax_error}
     */
    public String wireName() {
        return wireName;
    }

    /**
     * The kind of a name on the wire.
     *
     * @param wireName such as {@code syntax_error}
     * @return the kind; {@link #OTHER} for a name that is not known here
     */
    public static CodeErrorKind of(String wireName) {
        for (var kind : values()) {
            if (kind.wireName.equals(wireName)) {
                return kind;
            }
        }
        return OTHER;
    }
}
