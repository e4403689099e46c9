package dev.openenv.wire;

import dev.openenv.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON values as Python prints them, for the few messages of the wire that quote one.
 *
 * <pre>{@code
 * PythonText.quoted(JsonObject.of("a", true));    // {'a': True}
 * }</pre>
 */
public final class PythonText {

    private PythonText() {}

    /**
     * As {@code str} does: a text as it is, anything else quoted.
     *
     * @param value a JSON value
     * @return what Python prints
     */
    public static String plain(@Nullable Object value) {
        return value instanceof String text ? text : quoted(value);
    }

    /**
     * As {@code repr} does: texts in quotes.
     *
     * @param value a JSON value
     * @return a Python literal
     */
    public static String quoted(@Nullable Object value) {
        if (value == null) {
            return "None";
        }
        if (value instanceof Boolean bool) {
            return bool ? "True" : "False";
        }
        if (value instanceof String text) {
            return quotedText(text);
        }
        if (value instanceof JsonObject object) {
            return object.asMap().entrySet().stream()
                    .map(PythonText::member)
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> items) {
            return items.stream().map(PythonText::quoted).collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(value);
    }

    private static String member(Map.Entry<String, @Nullable Object> member) {
        return quotedText(member.getKey()) + ": " + quoted(member.getValue());
    }

    private static String quotedText(String text) {
        var quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        var out = new StringBuilder(text.length() + 2).append(quote);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c == quote) {
                        out.append('\\').append(c);
                    } else if (c < ' ' || c == 0x7f) {
                        out.append(String.format("\\x%02x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append(quote).toString();
    }
}
