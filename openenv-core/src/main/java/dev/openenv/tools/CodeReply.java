package dev.openenv.tools;

import dev.openenv.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link CodeAct}: what it printed, the value of its last expression, the tools it called, and the error
 * that ended it, if one did. What was printed and called before an error is there, too.
 *
 * <p>Immutable.
 */
public final class CodeReply implements ToolObservation {

    private static final CodeReply EMPTY = new CodeReply("", false, null, List.of(), null);

    /**
     * A tool called from code.
     *
     * @param tool what was called, as if it had been called alone
     * @param reply what became of it
     */
    public record Call(CallTool tool, ToolReply reply) {

        /**
         * A call.
         *
         * @param tool what was called
         * @param reply what became of it
         */
        public Call {
            Objects.requireNonNull(tool, "tool");
            Objects.requireNonNull(reply, "reply");
        }
    }

    private final String output;
    private final boolean cut;
    private final @Nullable Object value;
    private final List<Call> calls;
    private final @Nullable CodeError error;

    private CodeReply(String output, boolean cut, @Nullable Object value, List<Call> calls, @Nullable CodeError error) {
        this.output = output;
        this.cut = cut;
        this.value = value;
        this.calls = calls;
        this.error = error;
    }

    /**
     * Nothing printed, called, given or gone wrong.
     *
     * @return the observation
     */
    public static CodeReply empty() {
        return EMPTY;
    }

    /**
     * An error that ended the code.
     *
     * @param error why
     * @return the observation, otherwise empty
     */
    public static CodeReply failed(CodeError error) {
        return EMPTY.withError(error);
    }

    /**
     * The same with what was printed.
     *
     * @param text standard output and errors, in the order in which they were written
     * @param wasCut whether more was printed
     * @return the observation
     */
    public CodeReply withOutput(String text, boolean wasCut) {
        return new CodeReply(Objects.requireNonNull(text, "text"), wasCut, value, calls, error);
    }

    /**
     * The same with a value.
     *
     * @param json what {@link JsonObject} can hold; null for none
     * @return the observation
     * @throws IllegalArgumentException when JSON cannot hold the value
     */
    public CodeReply withValue(@Nullable Object json) {
        return new CodeReply(output, cut, JsonObject.of("value", json).get("value"), calls, error);
    }

    /**
     * The same with calls.
     *
     * @param all in the order in which they were made
     * @return the observation
     */
    public CodeReply withCalls(List<Call> all) {
        return new CodeReply(output, cut, value, List.copyOf(all), error);
    }

    /**
     * The same with an error.
     *
     * @param why what ended the code
     * @return the observation
     */
    public CodeReply withError(CodeError why) {
        return new CodeReply(output, cut, value, calls, Objects.requireNonNull(why, "why"));
    }

    /**
     * What was printed.
     *
     * @return standard output and errors, in the order in which they were written; what is no UTF-8 is replaced
     */
    public String output() {
        return output;
    }

    /**
     * Whether more was printed than {@link #output} holds.
     *
     * @return true when the end is missing
     */
    public boolean cut() {
        return cut;
    }

    /**
     * The value of the last expression.
     *
     * @return as JSON holds it; of what it cannot hold, the text that the language shows; empty for none
     */
    public Optional<Object> value() {
        return Optional.ofNullable(value);
    }

    /**
     * The tools that were called.
     *
     * @return in the order in which they were called
     */
    public List<Call> calls() {
        return calls;
    }

    /**
     * What ended the code.
     *
     * @return empty when it came to its end
     */
    public Optional<CodeError> error() {
        return Optional.ofNullable(error);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodeReply that
                && output.equals(that.output)
                && cut == that.cut
                && Objects.equals(value, that.value)
                && calls.equals(that.calls)
                && Objects.equals(error, that.error);
    }

    @Override
    public int hashCode() {
        return Objects.hash(output, cut, value, calls, error);
    }

    @Override
    public String toString() {
        return "CodeReply[" + (error == null ? value : error) + ", " + calls.size() + " calls]";
    }
}
