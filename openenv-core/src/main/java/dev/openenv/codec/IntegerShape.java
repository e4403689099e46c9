package dev.openenv.codec;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A byte, short, int or long. The schema says the range of the two narrow ones; nobody reaches the others' by accident. */
final class IntegerShape extends Scalar {

    /** The Java type. */
    enum Width {
        BYTE(Byte.MIN_VALUE, Byte.MAX_VALUE),
        SHORT(Short.MIN_VALUE, Short.MAX_VALUE),
        INT(Integer.MIN_VALUE, Integer.MAX_VALUE),
        LONG(Long.MIN_VALUE, Long.MAX_VALUE);

        private final long min;
        private final long max;

        Width(long min, long max) {
            this.min = min;
            this.max = max;
        }

        private Object of(long number) {
            return switch (this) {
                case BYTE -> (Object) (byte) number;
                case SHORT -> (short) number;
                case INT -> (int) number;
                case LONG -> number;
            };
        }
    }

    private static final double LONG_END = 0x1p63;

    private final Width width;
    private final boolean primitive;
    private final long min;
    private final long max;
    private final String expected;

    IntegerShape(Width width, boolean primitive, Limits limits) {
        this.width = width;
        this.primitive = primitive;
        var least = limits.numbers().wholeMin();
        var greatest = limits.wholeMax();
        var narrowest = BigInteger.valueOf(width.min);
        var widest = BigInteger.valueOf(width.max);
        var from = least == null ? narrowest : least.max(narrowest);
        var to = greatest == null ? widest : greatest.min(widest);
        if (from.compareTo(to) > 0) {
            throw Limits.refused(
                    limits.path(),
                    "min " + limits.min() + " and max " + limits.max() + " leave no number of this type");
        }
        min = from.longValueExact();
        max = to.longValueExact();
        expected = "an integer" + Limits.between(min == width.min ? null : min, max == width.max ? null : max);
    }

    @Override
    String expected() {
        return expected;
    }

    @Override
    @Nullable
    Object read(Object json, Problems problems) {
        if (json instanceof Long number) {
            return ranged(number, json, problems);
        }
        if (json instanceof Double number && number == Math.rint(number)) {
            return number >= -LONG_END && number < LONG_END
                    ? ranged((long) number.doubleValue(), json, problems)
                    : problems.add("range", expected, json);
        }
        return problems.add(json instanceof BigInteger ? "range" : "type", expected, json);
    }

    private @Nullable Object ranged(long number, Object json, Problems problems) {
        return number >= min && number <= max ? width.of(number) : problems.add("range", expected, json);
    }

    @Override
    Object write(Object value) {
        return ((Number) value).longValue();
    }

    @Override
    boolean valid(Object value, Problems problems) {
        var number = ((Number) value).longValue();
        if (number >= min && number <= max) {
            return true;
        }
        problems.add("range", expected, value);
        return false;
    }

    @Override
    boolean checked() {
        return !primitive || min != width.min || max != width.max;
    }

    @Override
    Words schema(Definitions definitions) {
        var words = Words.type("integer");
        var narrow = width == Width.BYTE || width == Width.SHORT;
        if (narrow || min != width.min) {
            words.put("minimum", min);
        }
        if (narrow || max != width.max) {
            words.put("maximum", max);
        }
        return words;
    }
}
