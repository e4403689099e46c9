package dev.openenv.check;

import dev.openenv.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where what was seen differs from what was seen before, in words. */
final class Difference {

    private Difference() {}

    static Optional<String> between(JsonObject before, JsonObject now) {
        return Optional.ofNullable(values("", before, now));
    }

    private static @Nullable String values(String place, @Nullable Object before, @Nullable Object now) {
        if (Objects.equals(before, now)) {
            return null;
        }
        if (before instanceof JsonObject left && now instanceof JsonObject right) {
            var names = new LinkedHashSet<>(left.names());
            names.addAll(right.names());
            for (var name : names) {
                var found = values(place + "/" + name, left.get(name), right.get(name));
                if (found != null) {
                    return found;
                }
            }
        }
        if (before instanceof List<?> left && now instanceof List<?> right && left.size() == right.size()) {
            for (var i = 0; i < left.size(); i++) {
                var found = values(place + "/" + i, left.get(i), right.get(i));
                if (found != null) {
                    return found;
                }
            }
        }
        return place + " was " + Texts.shown(before) + " and is now " + Texts.shown(now);
    }
}
