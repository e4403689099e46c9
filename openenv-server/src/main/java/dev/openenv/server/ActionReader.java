package dev.openenv.server;

import dev.openenv.json.Codec;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.json.Mismatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads actions as leniently as the reference: what a codec refuses is tried again with scalars turned into the type that
 * the schema wants, so the ordinary path costs nothing. Immutable.
 */
final class ActionReader<A> {

    private final Codec<A> codec;
    private final MismatchWords words;

    ActionReader(Codec<A> codec) {
        this.codec = codec;
        this.words = new MismatchWords(codec.schema());
    }

    /** The action, or an {@link InvalidMessageException} with all that is wrong. */
    A read(JsonObject json) {
        try {
            return codec.decode(json);
        } catch (JsonMismatchException e) {
            var turned = turned(json, e.mismatches());
            if (turned != null) {
                try {
                    return codec.decode(turned);
                } catch (JsonMismatchException again) {
                    throw refusal(turned, again);
                }
            }
            throw refusal(json, e);
        }
    }

    private InvalidMessageException refusal(JsonObject json, JsonMismatchException e) {
        var items = ErrorItems.relative();
        e.mismatches().forEach(mismatch -> words.add(items, mismatch, json));
        try {
            items.refuse();
        } catch (InvalidMessageException refusal) {
            return refusal;
        }
        throw e;
    }

    private @Nullable JsonObject turned(JsonObject json, List<Mismatch> mismatches) {
        JsonObject result = null;
        for (var mismatch : mismatches) {
            if (mismatch.code().equals("type") && mismatch.actual() != null) {
                var place = SchemaPlace.at(mismatch.pointer(), json, codec.schema());
                var type = place.schema().string("type").orElse("");
                var value = LaxValue.as(type, mismatch.actual());
                if (value != null) {
                    result = (JsonObject) replaced(result == null ? json : result, place.loc(), 0, value);
                }
            }
        }
        return result;
    }

    private static Object replaced(@Nullable Object here, List<Object> loc, int depth, Object value) {
        if (depth == loc.size()) {
            return value;
        }
        var step = loc.get(depth);
        if (here instanceof JsonObject object && step instanceof String name) {
            return object.with(name, replaced(object.get(name), loc, depth + 1, value));
        }
        if (here instanceof List<?> list && step instanceof Long index) {
            var copy = new ArrayList<@Nullable Object>(list);
            copy.set(index.intValue(), replaced(copy.get(index.intValue()), loc, depth + 1, value));
            return copy;
        }
        return value;
    }
}
