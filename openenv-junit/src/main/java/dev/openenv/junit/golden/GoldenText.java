package dev.openenv.junit.golden;

import dev.openenv.codec.JsonText;
import dev.openenv.codec.PrintableText;
import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON for people who review changes: names in a fixed order, one value a line, but what is short stays together. The
 * same value always gives the same text.
 */
final class GoldenText {

    private static final int WIDTH = 120;
    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();

    private GoldenText() {}

    /** The outermost object in its own order, each of its members on lines of its own. */
    static String of(JsonObject json) {
        var text = new GoldenText();
        text.members(json.asMap().entrySet().iterator(), "");
        return text.out.append('\n').toString();
    }

    /** The same value with the names in all of its objects sorted. */
    static JsonObject sorted(JsonObject json) {
        var names = new TreeMap<String, @Nullable Object>();
        json.names().forEach(name -> names.put(name, sortedValue(json.get(name))));
        return JsonObject.copyOf(names);
    }

    private static @Nullable Object sortedValue(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return sorted(object);
        }
        if (value instanceof List<?> list) {
            var items = new ArrayList<@Nullable Object>();
            list.forEach(item -> items.add(sortedValue(item)));
            return items;
        }
        return value;
    }

    private void value(@Nullable Object value, String indent) {
        var line = oneLine(value);
        if (indent.length() + line.length() <= WIDTH) {
            out.append(line);
        } else if (value instanceof JsonObject object && !object.isEmpty()) {
            members(object.asMap().entrySet().iterator(), indent);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            items(list.iterator(), indent);
        } else {
            out.append(line);
        }
    }

    private void members(Iterator<? extends Map.Entry<String, ? extends @Nullable Object>> members, String indent) {
        out.append("{\n");
        while (members.hasNext()) {
            var member = members.next();
            out.append(indent).append(INDENT).append(scalar(member.getKey())).append(": ");
            value(member.getValue(), indent + INDENT);
            out.append(members.hasNext() ? ",\n" : "\n");
        }
        out.append(indent).append('}');
    }

    private void items(Iterator<?> items, String indent) {
        out.append("[\n");
        while (items.hasNext()) {
            out.append(indent).append(INDENT);
            value(items.next(), indent + INDENT);
            out.append(items.hasNext() ? ",\n" : "\n");
        }
        out.append(indent).append(']');
    }

    private static String oneLine(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return object.asMap().entrySet().stream()
                    .map(member -> scalar(member.getKey()) + ": " + oneLine(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof List<?> list
                ? list.stream().map(GoldenText::oneLine).collect(Collectors.joining(", ", "[", "]"))
                : scalar(value);
    }

    /** What a review would not show is escaped. */
    private static String scalar(@Nullable Object value) {
        var json = JsonText.write(JsonObject.of("", value));
        return PrintableText.of(json.substring(json.indexOf(':') + 1, json.length() - 1));
    }
}
