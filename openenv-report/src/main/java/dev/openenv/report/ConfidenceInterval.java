package dev.openenv.report;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A 95 % confidence interval: made this way for many runs, 95 of 100 such intervals hold the true value.
 *
 * <pre>{@code
 * ConfidenceInterval.wilson(0.8, 10)             // 0.490 to 0.943
 * ConfidenceInterval.ofMean(rewards)             // empty for fewer than two values
 * }</pre>
 *
 * @param low the lower bound
 * @param high the upper bound, at least the lower one
 */
public record ConfidenceInterval(double low, double high) {

    /** The 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    private static final double UPPER_QUANTILE = 0.975;

    /** Above it squares would overflow, so that everything is computed in shares of the largest value. */
    private static final double LARGE = 1e150;

    /**
     * Checks the bounds.
     *
     * @param low the lower bound
     * @param high the upper bound, at least the lower one
     * @throws IllegalArgumentException when a bound is not a number or they are out of order
     */
    public ConfidenceInterval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("not an interval: " + low + " to " + high);
        }
    }

    /**
     * Wilson's score interval for a proportion (E. B. Wilson, "Probable inference, the law of succession, and
     * statistical inference", 1927), without continuity correction. It stays within 0 and 1 and does not collapse at
     * rates of 0 and 1.
     *
     * @param rate the observed proportion, 0 to 1
     * @param trials how many independent trials it comes from, at least 1
     * @return the interval
     * @throws IllegalArgumentException when the rate or the number of trials is out of range
     */
    public static ConfidenceInterval wilson(double rate, int trials) {
        if (!(rate >= 0 && rate <= 1) || trials < 1) {
            throw new IllegalArgumentException("not a proportion: " + rate + " of " + trials + " trials");
        }
        var square = Z * Z;
        var scale = 1 + square / trials;
        var centre = (rate + square / (2.0 * trials)) / scale;
        var half = Z / scale * Math.sqrt(rate * (1 - rate) / trials + square / (4.0 * trials * trials));
        return new ConfidenceInterval(
                rate == 0 ? 0 : Math.max(0, centre - half), rate == 1 ? 1 : Math.min(1, centre + half));
    }

    /**
     * Student's t-interval for the mean of independent values: mean plus and minus t(0.975, n - 1) times s / sqrt(n),
     * where s is the sample's standard deviation with n - 1 in the denominator.
     *
     * <p>Values that are all equal give an interval of width zero: no spread was seen, which does not prove that there is
     * none.
     *
     * @param values the sample, finite
     * @return the interval, or empty for fewer than two values
     */
    public static Optional<ConfidenceInterval> ofMean(double... values) {
        var count = values.length;
        if (count < 2) {
            return Optional.empty();
        }
        var largest = largest(values);
        if (largest > LARGE) {
            return ofMean(shares(values, largest))
                    .map(shares ->
                            new ConfidenceInterval(finite(shares.low() * largest), finite(shares.high() * largest)));
        }
        var mean = mean(values);
        var squares = 0.0;
        for (var value : values) {
            squares += (value - mean) * (value - mean);
        }
        var half = squares == 0
                ? 0
                : new TDistribution(count - 1).inverseCumulativeProbability(UPPER_QUANTILE)
                        * Math.sqrt(squares / (count - 1) / count);
        return Optional.of(new ConfidenceInterval(mean - half, mean + half));
    }

    /** The mean of at least one value, exact when all values are equal. */
    static double mean(double... values) {
        var largest = largest(values);
        if (largest > LARGE) {
            return finite(mean(shares(values, largest)) * largest);
        }
        var first = values[0];
        var rest = 0.0;
        for (var value : values) {
            rest += value - first;
        }
        return first + rest / values.length;
    }

    private static double largest(double[] values) {
        var largest = 0.0;
        for (var value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static double[] shares(double[] values, double largest) {
        return Arrays.stream(values).map(value -> value / largest).toArray();
    }

    private static double finite(double value) {
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    }
}
