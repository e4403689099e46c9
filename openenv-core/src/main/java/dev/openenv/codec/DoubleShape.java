package dev.openenv.codec;

import com.fasterxml.jackson.core.io.NumberOutput;
import org.jspecify.annotations.Nullable;

/**
 * A double or float. A float becomes the double with the same shortest digits ({@code 0.1f} is written as 0.1), and bounds
 * are compared with that one.
 */
final class DoubleShape extends Scalar {

    private final boolean single;
    private final Limits limits;
    private final String expected;

    DoubleShape(boolean single, Limits limits) {
        this.single = single;
        this.limits = limits.numbers();
        expected = "a number"
                + Limits.between(
                        limits.min() == Double.NEGATIVE_INFINITY ? null : Limits.tidy(limits.min()),
                        limits.max() == Double.POSITIVE_INFINITY ? null : Limits.tidy(limits.max()));
    }

    @Override
    String expected() {
        return expected;
    }

    @Override
    @Nullable
    Object read(Object json, Problems problems) {
        if (!(json instanceof Number number)) {
            return problems.add("type", expected, json);
        }
        var value = number.doubleValue();
        if (!single) {
            return Double.isFinite(value) ? (Object) value : problems.add("range", expected, json);
        }
        var narrow = (float) value;
        return Float.isFinite(narrow) && within(value) ? (Object) narrow : problems.add("range", expected, json);
    }

    @Override
    Object write(Object value) {
        return value instanceof Float number ? (Object) digits(number) : value;
    }

    /** The double whose shortest digits are the float's. */
    private static double digits(float number) {
        return number == (int) number && number != 0 ? number : Double.parseDouble(NumberOutput.toString(number, true));
    }

    @Override
    boolean valid(Object value, Problems problems) {
        var number = value instanceof Float narrow && limits.bounded() && Float.isFinite(narrow)
                ? digits(narrow)
                : ((Number) value).doubleValue();
        if (!Double.isFinite(number)) {
            problems.add("value", "a finite number", value);
            return false;
        }
        if (!within(number)) {
            problems.add("range", expected, value);
            return false;
        }
        return true;
    }

    private boolean within(double number) {
        return number >= limits.min() && number <= limits.max();
    }

    @Override
    Words schema(Definitions definitions) {
        var words = Words.type("number");
        if (limits.min() != Double.NEGATIVE_INFINITY) {
            words.put("minimum", Limits.tidy(limits.min()));
        }
        if (limits.max() != Double.POSITIVE_INFINITY) {
            words.put("maximum", Limits.tidy(limits.max()));
        }
        return words;
    }
}
