package dev.openenv.codec;

import dev.openenv.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A schema in the making; its words stand in alphabetical order, as Pydantic prints them. */
final class Words {

    private final TreeMap<String, @Nullable Object> words;

    Words(Map<String, ? extends @Nullable Object> words) {
        this.words = new TreeMap<>(words);
    }

    static Words type(String type) {
        return new Words(Map.of("type", type));
    }

    Words put(String word, @Nullable Object value) {
        words.put(word, value);
        return this;
    }

    JsonObject toJson() {
        return JsonObject.copyOf(words);
    }
}
