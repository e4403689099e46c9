package dev.openenv.cli;

import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a JSON Schema the way people ask about it: which fields are there, and what do they take. Immutable. */
final class SchemaView {

    private static final String DEFINITIONS = "#/$defs/";
    private static final Pattern ANCHORED = Pattern.compile("^\\^\\(\\?:(.*)\\)\\$$");

    /** A named part of an object. */
    record Field(String name, boolean required, JsonObject schema) {

        boolean fixed() {
            return schema.has("const");
        }
    }

    /** One of the shapes that an object may have; a schema without a choice has one. */
    record Variant(String name, List<Field> fields) {

        List<Field> toFill() {
            return fields.stream()
                    .filter(field -> field.required() && !field.fixed())
                    .toList();
        }
    }

    private final JsonObject root;

    SchemaView(JsonObject root) {
        this.root = root;
    }

    JsonObject root() {
        return root;
    }

    List<Variant> variants() {
        return variants(root);
    }

    List<Variant> variants(JsonObject schema) {
        var object = resolve(schema);
        var choices = objects(object, "oneOf");
        if (choices.isEmpty()) {
            return List.of(new Variant(object.string("title").orElse(""), fields(object)));
        }
        return choices.stream()
                .map(this::resolve)
                .map(choice -> new Variant(choice.string("title").orElse(""), fields(choice)))
                .toList();
    }

    private List<Field> fields(JsonObject object) {
        var properties = object.object("properties").orElse(JsonObject.empty());
        var required = object.list("required").orElse(List.of());
        var fields = new ArrayList<Field>();
        for (var name : properties.names()) {
            var schema = properties.object(name).orElse(JsonObject.empty());
            fields.add(new Field(name, required.contains(name), schema));
        }
        return fields;
    }

    /** The schema itself, or what it refers to. */
    JsonObject resolve(JsonObject schema) {
        var reference = schema.string("$ref").filter(pointer -> pointer.startsWith(DEFINITIONS));
        return reference
                .flatMap(pointer -> root.object("$defs")
                        .flatMap(definitions -> definitions.object(pointer.substring(DEFINITIONS.length()))))
                .orElse(schema);
    }

    /** What a value is, in words. */
    String type(JsonObject schema) {
        var value = resolve(schema);
        if (value.has("const")) {
            return "'" + value.get("const") + "'";
        }
        var choices = value.list("enum");
        if (choices.isPresent()) {
            return "one of " + choices.get().stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        for (var word : List.of("anyOf", "oneOf")) {
            var parts = objects(value, word);
            if (!parts.isEmpty()) {
                return parts.stream().map(this::type).collect(Collectors.joining(" or "));
            }
        }
        return types(value).stream().map(type -> plain(type, value)).collect(Collectors.joining(" or "));
    }

    /** The JSON types that a value may have; empty when it may have any. */
    List<String> types(JsonObject schema) {
        var value = resolve(schema);
        var types = new ArrayList<String>();
        for (var part : objects(value, "anyOf")) {
            types.addAll(types(part));
        }
        value.string("type").ifPresent(types::add);
        value.list("type").ifPresent(list -> list.forEach(type -> types.add(String.valueOf(type))));
        return types;
    }

    private String plain(String type, JsonObject value) {
        return switch (type) {
            case "string" -> "text" + length(value, "Length", "characters") + pattern(value);
            case "integer" -> "whole number" + bounds(value);
            case "number" -> "number" + bounds(value);
            case "boolean" -> "true or false";
            case "array" ->
                "list of " + value.object("items").map(this::type).orElse("anything") + length(value, "Items", "items");
            case "null" -> "nothing";
            default -> value.string("title").orElse("object");
        };
    }

    private static String bounds(JsonObject value) {
        return range(value.get("minimum"), value.get("maximum"), "");
    }

    private static String length(JsonObject value, String what, String unit) {
        return range(value.get("min" + what), value.get("max" + what), " " + unit);
    }

    private static String range(@Nullable Object minimum, @Nullable Object maximum, String unit) {
        if (minimum != null && maximum != null) {
            return Objects.equals(minimum, maximum)
                    ? ", " + number(minimum) + unit
                    : ", " + number(minimum) + " to " + number(maximum) + unit;
        }
        return minimum != null
                ? ", at least " + number(minimum) + unit
                : maximum != null ? ", at most " + number(maximum) + unit : "";
    }

    private static String number(Object value) {
        var text = String.valueOf(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String pattern(JsonObject value) {
        return value.string("pattern")
                        .map(pattern -> " like " + ANCHORED.matcher(pattern).replaceFirst("$1"))
                        .orElse("")
                + value.string("format").map(format -> ", a " + format).orElse("");
    }

    static List<JsonObject> objects(JsonObject value, String name) {
        return value.list(name).orElse(List.of()).stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }
}
