package dev.openenv.json;

import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns Java values into the few kinds that {@link JsonObject} holds, and writes those as text. */
final class JsonValues {

    private JsonValues() {}

    static @Nullable Object of(@Nullable Object value, String path) {
        if (value == null || held(value)) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            var number = ((Number) value).doubleValue();
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException(path + ": JSON has no " + number);
            }
            return number;
        }
        if (value instanceof BigInteger number) {
            return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
        }
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        if (value instanceof Map<?, ?> map) {
            var builder = JsonObject.builder();
            map.forEach((name, item) -> {
                if (!(name instanceof String text)) {
                    throw new IllegalArgumentException(path + ": a JSON name is a text, got " + name);
                }
                builder.put(text, of(item, path + "/" + text));
            });
            return builder.build();
        }
        if (value instanceof Iterable<?> items) {
            return JsonObject.listOf(items, path);
        }
        throw new IllegalArgumentException(path + ": JSON cannot hold a "
                + value.getClass().getName() + "; use text, numbers, truth values, lists, maps or JsonObject");
    }

    /** Whether {@link JsonObject} holds the value as it is. Asked before a path is spelled out, which costs more. */
    static boolean held(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Long
                || value instanceof Boolean
                || (value instanceof Double number && Double.isFinite(number))
                || value instanceof JsonObject
                || value instanceof JsonList;
    }

    static String text(@Nullable Object value) {
        var text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value instanceof JsonObject object) {
            var separator = "{";
            for (var name : object.names()) {
                out.append(separator);
                quote(name, out);
                out.append(':');
                write(object.get(name), out);
                separator = ",";
            }
            out.append(object.isEmpty() ? "{}" : "}");
        } else if (value instanceof Iterable<?> items) {
            out.append('[');
            var first = true;
            for (var item : items) {
                if (!first) {
                    out.append(',');
                }
                first = false;
                write(item, out);
            }
            out.append(']');
        } else if (value instanceof String string) {
            quote(string, out);
        } else {
            out.append(value);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || (Character.isSurrogate(c) && !paired(text, i))) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean paired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
