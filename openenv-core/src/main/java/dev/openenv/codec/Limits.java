package dev.openenv.codec;

import dev.openenv.SpecException;
import dev.openenv.annotation.Param;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The bounds that {@link Param} declares for one place. Each shape takes the kind that it understands and refuses the rest.
 *
 * @param path the place in Java, for messages
 * @param min the least number
 * @param max the greatest number
 * @param minLength the least length
 * @param maxLength the greatest length
 * @param pattern a regular expression, empty for none
 */
record Limits(String path, double min, double max, int minLength, int maxLength, String pattern) {

    /** Beyond this a whole double is better written with an exponent. */
    private static final double PLAIN = 0x1p53;

    Limits {
        if (Double.isNaN(min) || Double.isNaN(max) || min > max) {
            throw refused(path, "min " + min + " and max " + max + " leave no number");
        }
        if (minLength < 0 || minLength > maxLength) {
            throw refused(path, "minLength " + minLength + " and maxLength " + maxLength + " leave no length");
        }
    }

    static Limits none(String path) {
        return new Limits(path, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, Integer.MAX_VALUE, "");
    }

    static Limits of(@Nullable Param param, String path) {
        return param == null
                ? none(path)
                : new Limits(path, param.min(), param.max(), param.minLength(), param.maxLength(), param.pattern());
    }

    static SpecException refused(String path, String why) {
        return new SpecException(path + ": " + why);
    }

    boolean bounded() {
        return min != Double.NEGATIVE_INFINITY || max != Double.POSITIVE_INFINITY;
    }

    private boolean sized() {
        return minLength > 0 || maxLength < Integer.MAX_VALUE;
    }

    /** For a shape that has nothing to bound. */
    Limits none() {
        refuseRange();
        refuseLength();
        refusePattern();
        return this;
    }

    /** For numbers. */
    Limits numbers() {
        refuseLength();
        refusePattern();
        return this;
    }

    /** For texts. */
    Limits texts() {
        refuseRange();
        return this;
    }

    /** For lists and maps. */
    Limits sizes() {
        refuseRange();
        refusePattern();
        return this;
    }

    private void refuseRange() {
        if (bounded()) {
            throw refused(path, "min and max bound numbers only; for lengths write minLength and maxLength");
        }
    }

    private void refuseLength() {
        if (sized()) {
            throw refused(
                    path, "minLength and maxLength bound texts, lists and maps only; for numbers write min and max");
        }
    }

    private void refusePattern() {
        if (!pattern.isEmpty()) {
            throw refused(path, "a pattern is for texts only");
        }
    }

    /** The least whole number, or null when there is no bound. */
    @Nullable
    BigInteger wholeMin() {
        return min == Double.NEGATIVE_INFINITY ? null : whole(min, RoundingMode.CEILING);
    }

    /** The greatest whole number, or null when there is no bound. */
    @Nullable
    BigInteger wholeMax() {
        return max == Double.POSITIVE_INFINITY ? null : whole(max, RoundingMode.FLOOR);
    }

    private BigInteger whole(double bound, RoundingMode rounding) {
        if (Double.isInfinite(bound)) {
            throw refused(path, "min " + min + " and max " + max + " leave no number");
        }
        return new BigDecimal(bound).setScale(0, rounding).toBigInteger();
    }

    @Nullable
    Pattern compiledPattern() {
        if (pattern.isEmpty()) {
            return null;
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw refused(path, "the pattern '" + pattern + "' does not compile: " + e.getDescription());
        }
    }

    /** The bounds of a length in words, with a space in front; empty when there are none. */
    String lengths(String unit) {
        var between = between(minLength == 0 ? null : minLength, maxLength == Integer.MAX_VALUE ? null : maxLength);
        return between.isEmpty() ? "" : between.replaceFirst("^ from", " of") + " " + unit;
    }

    /** Adds the bounds of a length. */
    Words schema(Words words, String unit) {
        if (minLength > 0) {
            words.put("min" + unit, minLength);
        }
        if (maxLength < Integer.MAX_VALUE) {
            words.put("max" + unit, maxLength);
        }
        return words;
    }

    /** Bounds in words, with a space in front; empty when both are null. */
    static String between(@Nullable Number min, @Nullable Number max) {
        if (min == null) {
            return max == null ? "" : " of at most " + max;
        }
        return max == null ? " of at least " + min : min.equals(max) ? " of " + min : " from " + min + " to " + max;
    }

    /** A bound as people write it: 0, not 0.0. */
    static Number tidy(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < PLAIN ? (Number) (long) bound : bound;
    }
}
