package dev.openenv.check;

import dev.openenv.EpisodeRandom;
import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values that a JSON Schema allows, drawn by chance. Immutable. */
final class SchemaValues {

    private static final int DEEPEST = 8;
    private static final List<String> TEXTS = List.of("a", "hello", "42", "two words", "x-1", "Berlin");

    private final JsonObject root;

    private SchemaValues(JsonObject root) {
        this.root = root;
    }

    static JsonObject object(JsonObject schema, EpisodeRandom random) {
        return new SchemaValues(schema).value(schema, random, 0) instanceof JsonObject made ? made : JsonObject.empty();
    }

    private @Nullable Object value(JsonObject schema, EpisodeRandom random, int depth) {
        if (depth > DEEPEST) {
            return null;
        }
        if (schema.has("$ref")) {
            return value(SchemaMatch.referenced(root, schema), random, depth + 1);
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        var choices = schema.list("enum").orElse(List.of());
        if (!choices.isEmpty()) {
            return choices.get(random.nextInt(choices.size()));
        }
        var kinds = schema.list("oneOf").or(() -> schema.list("anyOf")).orElse(List.of());
        if (!kinds.isEmpty()) {
            return kinds.get(random.nextInt(kinds.size())) instanceof JsonObject kind
                    ? value(kind, random, depth + 1)
                    : null;
        }
        var types = schema.list("type")
                .orElseGet(() -> List.of(schema.string("type").orElse("any")));
        return switch (String.valueOf(types.get(random.nextInt(types.size())))) {
            case "object" -> fields(schema, random, depth);
            case "array" -> items(schema, random, depth);
            case "string" -> text(schema, random);
            case "integer" -> integer(schema, random);
            case "number" -> number(schema, random);
            case "boolean" -> random.nextBoolean();
            case "any" -> schema.has("properties") ? fields(schema, random, depth) : text(schema, random);
            default -> null;
        };
    }

    private JsonObject fields(JsonObject schema, EpisodeRandom random, int depth) {
        var properties = schema.object("properties").orElse(JsonObject.empty());
        var required = schema.list("required").orElse(List.of());
        var made = JsonObject.builder();
        for (var name : properties.names()) {
            if (required.contains(name) || random.nextBoolean()) {
                made.put(name, value(properties.object(name).orElse(JsonObject.empty()), random, depth + 1));
            }
        }
        return made.build();
    }

    private List<@Nullable Object> items(JsonObject schema, EpisodeRandom random, int depth) {
        var least = (int) Math.min(100, schema.integer("minItems").orElse(0));
        var most = (int) Math.min(least + 3L, schema.integer("maxItems").orElse(least + 3L));
        var made = new ArrayList<@Nullable Object>();
        for (var i = random.nextInt(least, most + 1); i > 0; i--) {
            made.add(value(schema.object("items").orElse(JsonObject.empty()), random, depth + 1));
        }
        return made;
    }

    private static String text(JsonObject schema, EpisodeRandom random) {
        var pattern = schema.string("pattern");
        if (pattern.isPresent()) {
            var made = PatternText.matching(pattern.get(), random);
            if (made.isPresent()) {
                return made.get();
            }
        }
        var format = schema.string("format").orElse("");
        var text =
                switch (format) {
                    case "date" -> "2025-03-04";
                    case "date-time" -> "2025-03-04T05:06:07Z";
                    case "uuid" -> "123e4567-e89b-12d3-a456-426614174000";
                    default -> random.pick(TEXTS);
                };
        var least = (int) Math.min(10_000, schema.integer("minLength").orElse(0));
        var most = (int) Math.min(10_000, schema.integer("maxLength").orElse(10_000));
        return Objects.requireNonNull(text.length() < least ? text + "a".repeat(least - text.length()) : text)
                .substring(0, Math.min(most, Math.max(least, text.length())));
    }

    private static long integer(JsonObject schema, EpisodeRandom random) {
        var least = bound(schema, "minimum", "exclusiveMinimum", 1);
        var most = bound(schema, "maximum", "exclusiveMaximum", -1);
        var from = (long) Math.ceil(least != null ? least : most != null ? Math.min(0, most - 9) : 0);
        var to = (long) Math.floor(most != null ? most : from + 9.0);
        var width = Math.max(1, Math.min(to - from + 1, Integer.MAX_VALUE));
        return from + random.nextInt((int) width);
    }

    private static double number(JsonObject schema, EpisodeRandom random) {
        var least = bound(schema, "minimum", "exclusiveMinimum", 0);
        var most = bound(schema, "maximum", "exclusiveMaximum", 0);
        var from = least != null ? least : most != null ? most - 10 : -1;
        var to = most != null ? most : from + 10;
        return from < to ? from + random.nextDouble() * (to - from) : from;
    }

    private static @Nullable Double bound(JsonObject schema, String name, String exclusive, double inwards) {
        if (schema.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        return schema.get(exclusive) instanceof Number number ? number.doubleValue() + inwards : null;
    }
}
