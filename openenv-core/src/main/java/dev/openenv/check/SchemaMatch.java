package dev.openenv.check;

import dev.openenv.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Holds a value against a JSON Schema, as far as schemas of actions, observations and states go. Immutable. */
final class SchemaMatch {

    private static final int DEEPEST = 100;

    private final JsonObject root;
    private final List<String> problems = new ArrayList<>();

    private SchemaMatch(JsonObject root) {
        this.root = root;
    }

    /** What does not fit, with its place; empty when all fits. */
    static List<String> problems(JsonObject schema, JsonObject value) {
        var match = new SchemaMatch(schema);
        match.value("", schema, value, 0);
        return match.problems;
    }

    static JsonObject referenced(JsonObject root, JsonObject schema) {
        var found = root;
        for (var name : schema.string("$ref").orElse("").replace("#", "").split("/", -1)) {
            found = name.isEmpty() ? found : found.object(name).orElse(JsonObject.empty());
        }
        return found;
    }

    private void value(String place, JsonObject schema, @Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (schema.has("$ref")) {
            value(place, referenced(root, schema), value, depth + 1);
        }
        if (schema.has("const") && !Objects.equals(schema.get("const"), value)) {
            add(place, "must be " + schema.get("const"), value);
        }
        var choices = schema.list("enum");
        if (choices.isPresent() && !choices.get().contains(value)) {
            add(place, "must be one of " + choices.get(), value);
        }
        for (var word : List.of("anyOf", "oneOf")) {
            var kinds = schema.list(word);
            if (kinds.isPresent() && kinds.get().stream().noneMatch(kind -> fits(kind, value, depth))) {
                add(place, "fits none of the declared kinds", value);
            }
        }
        for (var part : schema.list("allOf").orElse(List.of())) {
            if (part instanceof JsonObject each) {
                value(place, each, value, depth + 1);
            }
        }
        var types = schema.list("type")
                .orElseGet(
                        () -> schema.has("type") ? List.of(schema.string("type").orElse("")) : List.of());
        if (!types.isEmpty() && types.stream().noneMatch(type -> is(String.valueOf(type), value))) {
            add(place, "must be " + (types.size() == 1 ? types.get(0) : "one of " + types), value);
            return;
        }
        inside(place, schema, value, depth);
    }

    private boolean fits(@Nullable Object kind, @Nullable Object value, int depth) {
        if (!(kind instanceof JsonObject schema)) {
            return true;
        }
        var alone = new SchemaMatch(root);
        alone.value("", schema, value, depth + 1);
        return alone.problems.isEmpty();
    }

    private void inside(String place, JsonObject schema, @Nullable Object value, int depth) {
        if (value instanceof JsonObject object) {
            fields(place, schema, object, depth);
        } else if (value instanceof List<?> list) {
            size(place, schema, "minItems", "maxItems", list.size(), "items", value);
            var items = schema.object("items");
            for (var i = 0; items.isPresent() && i < list.size(); i++) {
                value(place + "/" + i, items.get(), list.get(i), depth + 1);
            }
        } else if (value instanceof String text) {
            size(place, schema, "minLength", "maxLength", text.codePointCount(0, text.length()), "characters", value);
            var pattern = schema.string("pattern");
            if (pattern.isPresent() && !found(pattern.get(), text)) {
                add(place, "must match " + pattern.get(), value);
            }
        } else if (value instanceof Number number) {
            var given = number.doubleValue();
            if (schema.get("minimum") instanceof Number least && given < least.doubleValue()
                    || schema.get("exclusiveMinimum") instanceof Number over && given <= over.doubleValue()) {
                add(place, "is below the minimum", value);
            }
            if (schema.get("maximum") instanceof Number most && given > most.doubleValue()
                    || schema.get("exclusiveMaximum") instanceof Number under && given >= under.doubleValue()) {
                add(place, "is above the maximum", value);
            }
        }
    }

    private void fields(String place, JsonObject schema, JsonObject object, int depth) {
        var properties = schema.object("properties").orElse(JsonObject.empty());
        for (var name : schema.list("required").orElse(List.of())) {
            if (name instanceof String required && !object.has(required)) {
                problems.add(place + "/" + required + " is required and missing");
            }
        }
        for (var name : object.names()) {
            var at = place + "/" + name.replace("~", "~0").replace("/", "~1");
            var declared = properties.object(name);
            if (declared.isPresent()) {
                value(at, declared.get(), object.get(name), depth + 1);
            } else if (Boolean.FALSE.equals(schema.get("additionalProperties"))) {
                add(at, "is not declared", object.get(name));
            } else if (schema.get("additionalProperties") instanceof JsonObject others) {
                value(at, others, object.get(name), depth + 1);
            }
        }
    }

    private void size(String place, JsonObject schema, String least, String most, int size, String what, Object value) {
        if (size < schema.integer(least).orElse(0)) {
            add(place, "has only " + size + " " + what, value);
        }
        if (size > schema.integer(most).orElse(Long.MAX_VALUE)) {
            add(place, "has " + size + " " + what + ", too many", value);
        }
    }

    private static boolean found(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException e) {
            return true; // written for another dialect
        }
    }

    private static boolean is(String type, @Nullable Object value) {
        return switch (type) {
            case "string" -> value instanceof String;
            case "integer" ->
                value instanceof Long
                        || value instanceof Integer
                        || value instanceof BigInteger
                        || value instanceof Double number && number == Math.rint(number);
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            case "object" -> value instanceof JsonObject;
            case "array" -> value instanceof List<?>;
            case "null" -> value == null;
            default -> true;
        };
    }

    private void add(String place, String problem, @Nullable Object value) {
        problems.add((place.isEmpty() ? "the value" : place) + " " + problem + ", got " + Texts.shown(value));
    }
}
