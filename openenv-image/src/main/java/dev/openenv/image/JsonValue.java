package dev.openenv.image;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Writes single values as JSON, which YAML and Dockerfiles read as well. */
final class JsonValue {

    private static final String BEFORE = "{\"value\":";

    private JsonValue() {}

    static String text(@Nullable Object value) {
        var object = JsonText.write(JsonObject.of("value", value));
        return object.substring(BEFORE.length(), object.length() - 1);
    }
}
