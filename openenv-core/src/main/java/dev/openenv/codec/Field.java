package dev.openenv.codec;

import dev.openenv.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One component of a record.
 *
 * @param name the name in JSON
 * @param description what it means, empty for nothing
 * @param shape what its values are
 * @param fallback what JSON that lacks it means, as the one member {@code default}; null when there is no default
 */
record Field(String name, String description, Shape shape, @Nullable JsonObject fallback) {

    static final String DEFAULT = "default";

    boolean required() {
        return fallback == null && !shape.optional();
    }

    @Nullable
    Object absent() {
        return fallback == null ? null : fallback.get(DEFAULT);
    }

    JsonObject schema(Definitions definitions) {
        var words = shape.schema(definitions);
        if (shape.titled()) {
            words.put("title", Names.title(name));
        }
        if (!description.isEmpty()) {
            words.put("description", description);
        }
        if (!required()) {
            words.put(DEFAULT, absent());
        }
        return words.toJson();
    }
}
