package dev.openenv.codec;

import dev.openenv.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The named parts of one schema: what stands in it once and is referred to. */
final class Definitions {

    private final Map<String, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final TreeMap<String, JsonObject> parts = new TreeMap<>();

    /** Where a definition stands, making it at the first call; of two with one name the second gets a number. */
    String pointer(String key, String name, Supplier<JsonObject> definition) {
        var known = names.get(key);
        if (known != null) {
            return "#/$defs/" + known;
        }
        var plain = name.replaceAll("[^A-Za-z0-9_.-]+", "_").replaceFirst("_$", "");
        var free = plain;
        for (var i = 2; !taken.add(free); i++) {
            free = plain + "_" + i;
        }
        names.put(key, free);
        parts.put(free, definition.get());
        return "#/$defs/" + free;
    }

    Words reference(String key, String name, Supplier<JsonObject> definition) {
        return new Words(Map.of("$ref", pointer(key, name, definition)));
    }

    Words addTo(Words root) {
        return parts.isEmpty() ? root : root.put("$defs", parts);
    }
}
