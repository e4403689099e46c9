package dev.openenv.tools;

import java.util.Objects;

/**
 * Runs code in which the tools are functions; {@link CodeReply} answers. Variables and functions stay until the next reset.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * env.step(CodeAct.python("for ticket in search(word='printer'):\n    close(id=ticket['id'])"));
 * }</pre>
 */
public final class CodeAct implements ToolAction {

    /** The language that every executor of this project speaks. */
    public static final String PYTHON = "python";

    private final String language;
    private final String code;

    private CodeAct(String language, String code) {
        this.language = Objects.requireNonNull(language, "language");
        this.code = Objects.requireNonNull(code, "code");
    }

    /**
     * Code in Python 3.
     *
     * @param code statements; the value of the last one, if it is an expression, is told
     * @return the action
     */
    public static CodeAct python(String code) {
        return of(PYTHON, code);
    }

    /**
     * Code in some language.
     *
     * @param language its name in lower case
     * @param code the text
     * @return the action
     */
    public static CodeAct of(String language, String code) {
        return new CodeAct(language, code);
    }

    /**
     * The language.
     *
     * @return its name in lower case
     */
    public String language() {
        return language;
    }

    /**
     * The code.
     *
     * @return the text as it came
     */
    public String code() {
        return code;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodeAct that && language.equals(that.language) && code.equals(that.code);
    }

    @Override
    public int hashCode() {
        return Objects.hash(language, code);
    }

    @Override
    public String toString() {
        return "CodeAct[" + language + ": " + code + "]";
    }
}
