package dev.openenv.codec;

import dev.openenv.SpecException;
import java.math.BigDecimal;
import java.time.ZonedDateTime;

/** What to write instead of a type that has no description. */
final class Unsupported {

    private Unsupported() {}

    static SpecException refuse(Class<?> type, String path) {
        return Limits.refused(path, type.getName() + " is not supported" + advice(type));
    }

    private static String advice(Class<?> type) {
        if (type == char.class || type == Character.class) {
            return "; write String with maxLength 1";
        }
        if (type == BigDecimal.class) {
            return ": JSON readers keep no decimal digits; write double, a whole number of the smallest unit, or String";
        }
        if (type == ZonedDateTime.class) {
            return ": no text format holds a time zone's rules; write OffsetDateTime or Instant";
        }
        if (type.isEnum()) {
            return ": an enum without constants";
        }
        return type.isInterface()
                ? ": an interface that is not sealed; write List, Set, Map, a record or a sealed interface of records"
                : ": an ordinary class; write a record";
    }

    /** What the type is that stands where a record should. */
    static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "an enum";
        }
        if (type.isPrimitive() || type.isArray() || type.getName().startsWith("java.lang.")) {
            return type.getSimpleName();
        }
        return type.isInterface() ? "an interface that is not sealed" : "an ordinary class";
    }
}
