package dev.openenv.tools;

import java.util.List;

/**
 * Calls several tools in one step; {@link ToolReplies} answers, one reply for each call, in the order of the calls. Tools that
 * may run beside others ({@link Tools#parallel}) do, the rest come one after the other.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * env.step(CallTools.of(CallTool.of("weather", Map.of("city", "Rome")), CallTool.of("weather", Map.of("city", "Oslo"))));
 * }</pre>
 */
public final class CallTools implements ToolAction {

    /** How many calls one action may hold. */
    public static final int MOST_CALLS = 64;

    private final List<CallTool> calls;

    private CallTools(List<CallTool> calls) {
        this.calls = calls;
    }

    /**
     * Several calls.
     *
     * @param calls 1 to {@value #MOST_CALLS}
     * @return the action
     * @throws IllegalArgumentException when there are none or more
     */
    public static CallTools of(List<CallTool> calls) {
        if (calls.isEmpty() || calls.size() > MOST_CALLS) {
            throw new IllegalArgumentException("1 to " + MOST_CALLS + " calls, got " + calls.size());
        }
        return new CallTools(List.copyOf(calls));
    }

    /**
     * Several calls.
     *
     * @param calls 1 to {@value #MOST_CALLS}
     * @return the action
     * @throws IllegalArgumentException when there are none or more
     */
    public static CallTools of(CallTool... calls) {
        return of(List.of(calls));
    }

    /**
     * The calls.
     *
     * @return in order, never empty
     */
    public List<CallTool> calls() {
        return calls;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallTools that && calls.equals(that.calls);
    }

    @Override
    public int hashCode() {
        return calls.hashCode();
    }

    @Override
    public String toString() {
        return "CallTools" + calls;
    }
}
