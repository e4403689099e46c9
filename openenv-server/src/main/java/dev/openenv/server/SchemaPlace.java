package dev.openenv.server;

import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON value together with the part of the schema that describes it.
 *
 * @param loc names and indexes from the root
 * @param parent the value that holds the place; null when it does not exist
 * @param schema what the schema says of the place; empty when it says nothing
 */
record SchemaPlace(List<Object> loc, @Nullable Object parent, JsonObject schema) {

    /** Follows a JSON pointer through value and schema. */
    static SchemaPlace at(String pointer, JsonObject value, JsonObject root) {
        var loc = new ArrayList<Object>();
        Object parent = null;
        Object here = value;
        var schema = root;
        if (!pointer.isEmpty()) {
            for (var segment : pointer.substring(1).split("/", -1)) {
                var name = segment.replace("~1", "/").replace("~0", "~");
                parent = here;
                schema = resolve(schema, root, here);
                if (here instanceof List<?> items) {
                    var index = Integer.parseInt(name);
                    loc.add((long) index);
                    here = index < items.size() ? items.get(index) : null;
                    schema = schema.object("items").orElse(JsonObject.empty());
                } else {
                    loc.add(name);
                    here = here instanceof JsonObject object ? object.get(name) : null;
                    schema = schema.object("properties")
                            .flatMap(properties -> properties.object(name))
                            .or(schemaOfOthers(schema))
                            .orElse(JsonObject.empty());
                }
            }
        }
        return new SchemaPlace(List.copyOf(loc), parent, resolve(schema, root, here));
    }

    private static Supplier<Optional<JsonObject>> schemaOfOthers(JsonObject schema) {
        return () -> schema.object("additionalProperties");
    }

    /** Looks through references, nullable unions and families told apart by their type. */
    private static JsonObject resolve(JsonObject schema, JsonObject root, @Nullable Object value) {
        var found = schema;
        for (var i = 0; i < 10; i++) {
            var reference = found.string("$ref");
            if (reference.isPresent()) {
                found = reference
                        .filter(text -> text.startsWith("#/$defs/"))
                        .flatMap(text -> root.object("$defs")
                                .flatMap(definitions -> definitions.object(text.substring("#/$defs/".length()))))
                        .orElse(JsonObject.empty());
                continue;
            }
            var choices = found.list("anyOf").or(listOf(found, "oneOf"));
            if (choices.isEmpty()) {
                return found;
            }
            found = choose(choices.get(), root, value);
        }
        return found;
    }

    private static Supplier<Optional<List<@Nullable Object>>> listOf(JsonObject schema, String name) {
        return () -> schema.list(name);
    }

    private static JsonObject choose(List<@Nullable Object> choices, JsonObject root, @Nullable Object value) {
        var type = value instanceof JsonObject object ? object.get("type") : null;
        JsonObject first = null;
        for (var choice : choices) {
            if (choice instanceof JsonObject one && !one.string("type").equals(Optional.of("null"))) {
                var member = one.has("$ref") ? resolve(one, root, null) : one;
                var constant = member.object("properties").flatMap(properties -> properties.object("type"));
                if (type != null
                        && constant.isPresent()
                        && type.equals(constant.get().get("const"))) {
                    return member;
                }
                first = first == null ? member : first;
            }
        }
        return first == null ? JsonObject.empty() : first;
    }
}
