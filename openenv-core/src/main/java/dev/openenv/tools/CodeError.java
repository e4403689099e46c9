package dev.openenv.tools;

import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Why a code action did not come to its end, for the agent that wrote the code.
 *
 * <p>Immutable.
 */
public final class CodeError {

    private final String type;
    private final String message;
    private final @Nullable Integer line;
    private final String trace;
    private final boolean variablesLost;

    private CodeError(String type, String message, @Nullable Integer line, String trace, boolean variablesLost) {
        this.type = Objects.requireNonNull(type, "type");
        this.message = Objects.requireNonNull(message, "message");
        this.line = line;
        this.trace = Objects.requireNonNull(trace, "trace");
        this.variablesLost = variablesLost;
    }

    /**
     * An error of a known kind, without a line.
     *
     * @param kind why
     * @param message what went wrong
     * @return the error
     */
    public static CodeError of(CodeErrorKind kind, String message) {
        return of(kind.wireName(), message);
    }

    /**
     * An error as the wire spells it.
     *
     * @param type the kind's name, known here or not
     * @param message what went wrong
     * @return the error
     */
    public static CodeError of(String type, String message) {
        return new CodeError(type, message, null, "", false);
    }

    /**
     * The same with a place.
     *
     * @param number counted from 1 in the code of the action
     * @return the error
     */
    public CodeError withLine(int number) {
        return new CodeError(type, message, number, trace, variablesLost);
    }

    /**
     * The same with the way that led there.
     *
     * @param lines one for each call, the outermost first
     * @return the error
     */
    public CodeError withTrace(String lines) {
        return new CodeError(type, message, line, lines, variablesLost);
    }

    /**
     * The same, and the variables of the episode's earlier actions are gone.
     *
     * @return the error
     */
    public CodeError withVariablesLost() {
        return new CodeError(type, message, line, trace, true);
    }

    /**
     * Why.
     *
     * @return the kind; {@link CodeErrorKind#OTHER} when only the other side knows it
     */
    public CodeErrorKind kind() {
        return CodeErrorKind.of(type);
    }

    /**
     * The kind as the wire spells it.
     *
     * @return such as {@code syntax_error}
     */
    public String type() {
        return type;
    }

    /**
     * What went wrong.
     *
     * @return for an exception its name and words, as in {@code ZeroDivisionError: division by zero}
     */
    public String message() {
        return message;
    }

    /**
     * Where.
     *
     * @return a line of the action's code, counted from 1; empty when it is not known
     */
    public OptionalInt line() {
        return line == null ? OptionalInt.empty() : OptionalInt.of(line);
    }

    /**
     * The way that led there.
     *
     * @return one line for each call, the outermost first; empty when there was only one
     */
    public String trace() {
        return trace;
    }

    /**
     * Whether variables and functions of earlier actions are gone.
     *
     * @return true when the next action starts with none
     */
    public boolean variablesLost() {
        return variablesLost;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodeError that
                && type.equals(that.type)
                && message.equals(that.message)
                && Objects.equals(line, that.line)
                && trace.equals(that.trace)
                && variablesLost == that.variablesLost;
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, message, line, trace, variablesLost);
    }

    @Override
    public String toString() {
        return type + (line == null ? "" : " in line " + line) + ": " + message;
    }
}
