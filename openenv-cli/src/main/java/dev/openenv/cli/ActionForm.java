package dev.openenv.cli;

import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an action from a line that a person typed: one bare value, {@code field=value ...}, or a JSON object. Immutable. */
final class ActionForm {

    private static final Pattern PAIR = Pattern.compile(
            "\\s*([A-Za-z_][\\w.-]*)=(\"(?:[^\"\\\\]++|\\\\.)*+\"|'[^']*'|\\[.*?]|\\{.*?}|\\S*)(?=\\s|$)");
    private static final int MOST_EXAMPLES = 12;

    private final SchemaView view;

    ActionForm(JsonObject schema) {
        this.view = new SchemaView(schema);
    }

    /** What can be typed, in a line. */
    String prompt() {
        return single().map(field -> "Type the " + field.name() + ", field=value ..., or a JSON object")
                        .orElse("Type field=value ..., or a JSON object")
                + "; or help, state, quit.";
    }

    /** The one field that has to be filled, if there is exactly one. */
    Optional<SchemaView.Field> single() {
        var variants = view.variants();
        if (variants.size() != 1) {
            return Optional.empty();
        }
        var fields = variants.get(0).toFill();
        return fields.size() == 1 ? Optional.of(fields.get(0)) : Optional.empty();
    }

    boolean takesText(SchemaView.Field field) {
        return view.types(field.schema()).contains("string")
                && !view.resolve(field.schema()).has("enum");
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is none of the three forms, saying what is
     */
    JsonObject read(String line) {
        var text = line.strip();
        if (text.startsWith("{")) {
            try {
                return JsonText.parse(text);
            } catch (JsonFormatException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
        var pairs = PAIR.matcher(text);
        if (pairs.lookingAt() && known(pairs.group(1)) != null) {
            return pairs(text);
        }
        var field = single();
        if (field.isPresent()) {
            return completed(Map.of(field.get().name(), text));
        }
        for (var variant : view.variants()) {
            if (variant.toFill().isEmpty() && tags(variant).containsValue(text)) {
                return JsonObject.copyOf(tags(variant));
            }
        }
        throw new IllegalArgumentException("write field=value for each of " + names() + ", or a JSON object");
    }

    private JsonObject pairs(String text) {
        var values = new LinkedHashMap<String, String>();
        var pairs = PAIR.matcher(text);
        var at = 0;
        while (at < text.length()) {
            if (!pairs.region(at, text.length()).lookingAt()) {
                throw new IllegalArgumentException(
                        "cannot read '" + text.substring(at).strip()
                                + "'; write field=value, with quotes around a value that has spaces");
            }
            values.put(pairs.group(1), pairs.group(2));
            at = pairs.end();
        }
        return completed(values);
    }

    /** The typed values as JSON, with the fixed fields of the one variant that they fit. */
    private JsonObject completed(Map<String, String> values) {
        var json = JsonObject.builder();
        var fitting = view.variants().stream()
                .filter(variant -> values.keySet()
                                .containsAll(variant.toFill().stream()
                                        .map(SchemaView.Field::name)
                                        .toList())
                        && variant.fields().stream()
                                .map(SchemaView.Field::name)
                                .toList()
                                .containsAll(values.keySet()))
                .toList();
        if (fitting.size() == 1) {
            tags(fitting.get(0)).forEach(json::put);
        }
        values.forEach((name, value) -> {
            var field = known(name);
            json.put(name, field == null ? unquoted(value) : value(field.schema(), value));
        });
        return json.build();
    }

    private SchemaView.@Nullable Field known(String name) {
        for (var variant : view.variants()) {
            for (var field : variant.fields()) {
                if (field.name().equals(name)) {
                    return field;
                }
            }
        }
        return null;
    }

    private static Map<String, Object> tags(SchemaView.Variant variant) {
        var tags = new LinkedHashMap<String, Object>();
        for (var field : variant.fields()) {
            var value = field.schema().get("const");
            if (value != null) {
                tags.put(field.name(), value);
            }
        }
        return tags;
    }

    private @Nullable Object value(JsonObject schema, String text) {
        var choices = view.resolve(schema).list("enum").orElse(List.of());
        for (var choice : choices) {
            if (String.valueOf(choice).equalsIgnoreCase(text)) {
                return choice;
            }
        }
        var types = view.types(schema);
        if (types.contains("string") && !(types.contains("null") && text.equals("null"))) {
            return unquoted(text);
        }
        try {
            return JsonText.parse("{\"value\":" + text + "}").get("value");
        } catch (JsonFormatException notJson) {
            return unquoted(text); // the codec says what is expected
        }
    }

    private static String unquoted(String text) {
        if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
            return text.substring(1, text.length() - 1);
        }
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            try {
                return JsonText.parse("{\"value\":" + text + "}")
                        .string("value")
                        .orElse(text);
            } catch (JsonFormatException notJson) {
                return text;
            }
        }
        return text;
    }

    private List<String> names() {
        return view.variants().stream()
                .flatMap(variant -> variant.fields().stream())
                .map(SchemaView.Field::name)
                .distinct()
                .limit(MOST_EXAMPLES)
                .toList();
    }
}
