package dev.openenv.codec;

import dev.openenv.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as it is: a {@link JsonObject}, or, for {@link Object}, any value, null included. */
final class JsonShape extends Shape {

    private final boolean object;

    JsonShape(boolean object) {
        this.object = object;
    }

    @Override
    String expected() {
        return object ? "an object" : "any JSON value";
    }

    @Override
    @Nullable
    Object encode(@Nullable Object value, Problems problems) {
        if (value == null || object) {
            return decode(value, problems);
        }
        if (value instanceof Double number && Double.isFinite(number)) {
            return number;
        }
        try {
            return JsonObject.of("value", value).get("value");
        } catch (IllegalArgumentException e) {
            return problems.add("value", expected(), value);
        }
    }

    @Override
    @Nullable
    Object decode(@Nullable Object json, Problems problems) {
        return object && !(json instanceof JsonObject) ? problems.add("type", expected(), json) : json;
    }

    @Override
    void check(@Nullable Object value, Problems problems) {
        encode(value, problems);
    }

    @Override
    boolean checked() {
        return true;
    }

    @Override
    Words schema(Definitions definitions) {
        return object ? Words.type("object").put("additionalProperties", true) : new Words(Map.of());
    }
}
