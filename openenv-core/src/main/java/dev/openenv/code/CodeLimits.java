package dev.openenv.code;

import java.time.Duration;
import java.util.Objects;

/**
 * What one code action may use. How much memory there is, the executor says.
 *
 * <p>Immutable.
 */
public final class CodeLimits {

    private static final CodeLimits DEFAULTS = new CodeLimits(Duration.ofSeconds(30), 64 * 1024, 1_000);

    private final Duration time;
    private final int output;
    private final int calls;

    private CodeLimits(Duration time, int output, int calls) {
        this.time = time;
        this.output = output;
        this.calls = calls;
    }

    /**
     * The usual ones.
     *
     * @return 30 seconds, 65,536 characters, 1,000 calls
     */
    public static CodeLimits defaults() {
        return DEFAULTS;
    }

    /**
     * The same with another time.
     *
     * @param each how long an action may take, tools included; above zero
     * @return the limits
     */
    public CodeLimits withTime(Duration each) {
        if (Objects.requireNonNull(each, "each").isZero() || each.isNegative()) {
            throw new IllegalArgumentException("a limit must be above zero, got " + each);
        }
        return new CodeLimits(each, output, calls);
    }

    /**
     * The same with another size of what comes back.
     *
     * @param characters how many are kept of what was printed, and of the value's JSON; 100 to 10,000,000
     * @return the limits
     */
    public CodeLimits withOutput(int characters) {
        if (characters < 100 || characters > 10_000_000) {
            throw new IllegalArgumentException("100 to 10,000,000 characters, got " + characters);
        }
        return new CodeLimits(time, characters, calls);
    }

    /**
     * The same with another number of calls.
     *
     * @param most how many tools an action may call, 0 or more; further calls are refused
     * @return the limits
     */
    public CodeLimits withCalls(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("0 or more calls, got " + most);
        }
        return new CodeLimits(time, output, most);
    }

    /**
     * How long an action may take.
     *
     * @return above zero
     */
    public Duration time() {
        return time;
    }

    /**
     * How much comes back.
     *
     * @return characters
     */
    public int output() {
        return output;
    }

    /**
     * How many tools an action may call.
     *
     * @return 0 or more
     */
    public int calls() {
        return calls;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CodeLimits that
                && time.equals(that.time)
                && output == that.output
                && calls == that.calls;
    }

    @Override
    public int hashCode() {
        return Objects.hash(time, output, calls);
    }

    @Override
    public String toString() {
        return "CodeLimits[" + time + ", " + output + " characters, " + calls + " calls]";
    }
}
