package dev.openenv;

import java.util.Objects;

/**
 * What an agent used. Amounts add up over an episode and over a run.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * episode.report(Usage.tokens(1200, 80).withCost(0.0031));
 * }</pre>
 */
public final class Usage {

    private static final Usage NONE = new Usage(0, 0, 0, 0);

    private final long inputTokens;
    private final long outputTokens;
    private final long modelCalls;
    private final double cost;

    private Usage(long inputTokens, long outputTokens, long modelCalls, double cost) {
        if (inputTokens < 0 || outputTokens < 0 || modelCalls < 0 || !(cost >= 0) || Double.isInfinite(cost)) {
            throw new IllegalArgumentException("usage must not be negative or infinite: " + inputTokens + ", "
                    + outputTokens + ", " + modelCalls + ", " + cost);
        }
        this.inputTokens = inputTokens;
        this.outputTokens = outputTokens;
        this.modelCalls = modelCalls;
        this.cost = cost;
    }

    /**
     * Nothing used.
     *
     * @return zeros
     */
    public static Usage none() {
        return NONE;
    }

    /**
     * One model call.
     *
     * @param input tokens read, at least 0
     * @param output tokens written, at least 0
     * @return the usage
     */
    public static Usage tokens(long input, long output) {
        return new Usage(input, output, 1, 0);
    }

    /**
     * The same usage with this cost.
     *
     * @param value in one currency of the user's choice, at least 0
     * @return a copy
     */
    public Usage withCost(double value) {
        return new Usage(inputTokens, outputTokens, modelCalls, value);
    }

    /**
     * The same usage with this number of model calls.
     *
     * @param value at least 0
     * @return a copy
     */
    public Usage withModelCalls(long value) {
        return new Usage(inputTokens, outputTokens, value, cost);
    }

    /**
     * The sum of two usages.
     *
     * @param other what is added
     * @return the sum; an amount beyond its range is the largest one
     */
    public Usage plus(Usage other) {
        return new Usage(
                sum(inputTokens, other.inputTokens),
                sum(outputTokens, other.outputTokens),
                sum(modelCalls, other.modelCalls),
                Math.min(Double.MAX_VALUE, cost + other.cost));
    }

    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    /**
     * Tokens read by models.
     *
     * @return at least 0
     */
    public long inputTokens() {
        return inputTokens;
    }

    /**
     * Tokens written by models.
     *
     * @return at least 0
     */
    public long outputTokens() {
        return outputTokens;
    }

    /**
     * Calls of models.
     *
     * @return at least 0
     */
    public long modelCalls() {
        return modelCalls;
    }

    /**
     * What it cost.
     *
     * @return in the currency of whoever reported it, at least 0
     */
    public double cost() {
        return cost;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Usage that
                && inputTokens == that.inputTokens
                && outputTokens == that.outputTokens
                && modelCalls == that.modelCalls
                && Double.doubleToLongBits(cost) == Double.doubleToLongBits(that.cost);
    }

    @Override
    public int hashCode() {
        return Objects.hash(inputTokens, outputTokens, modelCalls, cost);
    }

    @Override
    public String toString() {
        return "Usage[inputTokens=" + inputTokens + ", outputTokens=" + outputTokens + ", modelCalls=" + modelCalls
                + ", cost=" + cost + "]";
    }
}
