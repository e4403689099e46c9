package dev.openenv.report;

import dev.openenv.json.Codec;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import java.util.function.Function;

/** A codec of two functions: the report only writes. */
record HandCodec<T>(Class<T> type, Function<T, JsonObject> writes) implements Codec<T> {

    @Override
    public JsonObject schema() {
        return JsonObject.of("type", "object");
    }

    @Override
    public JsonObject encode(T value) {
        return writes.apply(value);
    }

    @Override
    public T decode(JsonObject json) throws JsonMismatchException {
        throw new UnsupportedOperationException("the report does not read");
    }
}
