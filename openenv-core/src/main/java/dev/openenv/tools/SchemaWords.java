package dev.openenv.tools;

import dev.openenv.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a schema asks for, in a few words. */
final class SchemaWords {

    private SchemaWords() {}

    static String of(JsonObject schema) {
        var choices = schema.list("enum");
        if (choices.isPresent()) {
            return "one of " + joined(choices.get(), ", ");
        }
        if (schema.has("const")) {
            return ToolJson.shown(schema.get("const"));
        }
        var alternatives = schema.list("anyOf").or(() -> schema.list("oneOf"));
        if (alternatives.isPresent()) {
            return alternatives.get().stream()
                    .map(choice -> choice instanceof JsonObject described ? of(described) : "a value")
                    .distinct()
                    .collect(Collectors.joining(" or "));
        }
        var types = schema.list("type")
                .orElseGet(() -> List.of(schema.string("type").orElse("")));
        return types.stream().map(SchemaWords::type).collect(Collectors.joining(" or ")) + bounds(schema);
    }

    private static String bounds(JsonObject schema) {
        var least = schema.get("minimum");
        var most = schema.get("maximum");
        if (least != null && most != null) {
            return " from " + least + " to " + most;
        }
        return least != null ? " of at least " + least : most != null ? " of at most " + most : "";
    }

    private static String joined(List<?> values, String separator) {
        return values.stream().map(ToolJson::shown).collect(Collectors.joining(separator));
    }

    private static String type(@Nullable Object type) {
        return switch (String.valueOf(type)) {
            case "string" -> "a text";
            case "integer" -> "an integer";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "object" -> "an object";
            case "array" -> "a list";
            case "null" -> "null";
            default -> "a value";
        };
    }
}
