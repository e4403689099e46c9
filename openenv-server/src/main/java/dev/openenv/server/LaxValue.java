package dev.openenv.server;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads scalars as leniently as the reference does: whole numbers from texts, numbers from texts, truth values. */
final class LaxValue {

    private static final int LONGEST_NUMBER = 1_000;
    private static final Set<String> YES = Set.of("1", "true", "t", "yes", "y", "on");
    private static final Set<String> NO = Set.of("0", "false", "f", "no", "n", "off");

    private LaxValue() {}

    /** A whole number, or null when the value is none. */
    static @Nullable BigInteger integer(@Nullable Object value) {
        if (value instanceof Long number) {
            return BigInteger.valueOf(number);
        }
        if (value instanceof BigInteger number) {
            return number;
        }
        if (value instanceof Boolean bool) {
            return bool ? BigInteger.ONE : BigInteger.ZERO;
        }
        if (value instanceof Double number && number == Math.rint(number)) {
            return new BigDecimal(number).toBigInteger();
        }
        if (value instanceof String text && text.length() <= LONGEST_NUMBER) {
            try {
                return new BigInteger(text.strip());
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return null;
    }

    /** A number, or null when the value is none. */
    static @Nullable Double number(@Nullable Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean bool) {
            return bool ? 1.0 : 0.0;
        }
        if (value instanceof String text && text.length() <= LONGEST_NUMBER && !text.matches(".*[dDfFxX]\\s*")) {
            try {
                return Double.valueOf(text.strip());
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return null;
    }

    /** A truth value, or null when the value is none. */
    static @Nullable Boolean bool(@Nullable Object value) {
        if (value instanceof Long number && (number == 0 || number == 1)) {
            return number == 1;
        }
        if (value instanceof Double number && (number == 0 || number == 1)) {
            return number == 1;
        }
        if (value instanceof String text) {
            var word = text.toLowerCase(Locale.ROOT);
            return YES.contains(word) ? Boolean.TRUE : NO.contains(word) ? Boolean.FALSE : null;
        }
        return value instanceof Boolean bool ? bool : null;
    }

    /** What a schema's type makes of a value, or null when nothing. */
    static @Nullable Object as(String type, @Nullable Object value) {
        return switch (type) {
            case "integer" -> integer(value);
            case "number" -> finite(number(value));
            case "boolean" -> bool(value);
            default -> null;
        };
    }

    private static @Nullable Double finite(@Nullable Double number) {
        return number == null || number.isNaN() || number.isInfinite() ? null : number;
    }
}
