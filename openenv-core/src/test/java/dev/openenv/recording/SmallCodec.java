package dev.openenv.recording;

import dev.openenv.json.Codec;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.util.function.Function;

/** A codec of two functions. */
record SmallCodec<T>(Class<T> type, Function<T, JsonObject> writing, Function<JsonObject, T> reading)
        implements Codec<T> {

    static final Codec<JsonAction> ACTIONS = new SmallCodec<>(JsonAction.class, JsonAction::json, JsonAction::new);
    static final Codec<JsonObservation> OBSERVATIONS =
            new SmallCodec<>(JsonObservation.class, JsonObservation::json, JsonObservation::new);

    @Override
    public JsonObject schema() {
        return JsonObject.of("type", "object");
    }

    @Override
    public JsonObject encode(T value) {
        return writing.apply(value);
    }

    @Override
    public T decode(JsonObject json) {
        return reading.apply(json);
    }
}
