package dev.openenv.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A whole number of any length that text can carry. */
final class BigIntegerShape extends Scalar {

    private final @Nullable BigInteger min;
    private final @Nullable BigInteger max;
    private final String expected;

    BigIntegerShape(Limits limits) {
        min = limits.numbers().wholeMin();
        max = limits.wholeMax();
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw Limits.refused(
                    limits.path(), "min " + limits.min() + " and max " + limits.max() + " leave no whole number");
        }
        expected = "an integer" + Limits.between(min, max);
    }

    @Override
    String expected() {
        return expected;
    }

    @Override
    @Nullable
    Object read(Object json, Problems problems) {
        if (json instanceof Long number) {
            return BigInteger.valueOf(number);
        }
        if (json instanceof BigInteger) {
            return json;
        }
        if (json instanceof Double number && number == Math.rint(number)) {
            return new BigDecimal(number).toBigIntegerExact();
        }
        return problems.add("type", expected, json);
    }

    @Override
    Object write(Object value) {
        return value;
    }

    @Override
    boolean valid(Object value, Problems problems) {
        var number = (BigInteger) value;
        if ((min == null || number.compareTo(min) >= 0) && (max == null || number.compareTo(max) <= 0)) {
            return true;
        }
        problems.add("range", expected, value);
        return false;
    }

    @Override
    Words schema(Definitions definitions) {
        var words = Words.type("integer");
        if (min != null) {
            words.put("minimum", min);
        }
        if (max != null) {
            words.put("maximum", max);
        }
        return words;
    }
}
