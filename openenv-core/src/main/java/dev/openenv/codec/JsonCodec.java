package dev.openenv.codec;

import dev.openenv.json.Codec;
import dev.openenv.json.JsonObject;
import java.util.Objects;
import java.util.function.Function;

/** A codec of a type that is JSON already; its schema describes, and is not checked. */
record JsonCodec<T>(Class<T> type, JsonObject schema, Function<T, JsonObject> unwrap, Function<JsonObject, T> wrap)
        implements Codec<T> {

    JsonCodec {
        Objects.requireNonNull(schema, "schema");
    }

    @Override
    public JsonObject encode(T value) {
        return unwrap.apply(value);
    }

    @Override
    public T decode(JsonObject json) {
        return wrap.apply(json);
    }
}
