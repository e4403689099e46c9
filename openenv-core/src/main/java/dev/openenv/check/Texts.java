package dev.openenv.check;

import dev.openenv.json.JsonObject;
import dev.openenv.recording.JsonDifference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values as a finding shows them. */
final class Texts {

    private static final int SHOWN = 160;

    private Texts() {}

    /** Shortened, on one line. */
    static String shown(@Nullable Object value) {
        var text = (value instanceof String ? "'" + value + "'" : String.valueOf(value)).replaceAll("\\s*\\R\\s*", " ");
        return cut(text);
    }

    /** Shortened, as it is. */
    static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /** Where what was seen differs from what was seen before. */
    static Optional<String> difference(JsonObject before, JsonObject now) {
        return JsonDifference.first(before, now)
                .map(found -> found.pointer() + " was " + cut(found.expected()) + " and is now " + cut(found.actual()));
    }

    /** What was thrown, with what the world's code threw beneath. */
    static String thrown(Throwable thrown) {
        var message = thrown.getMessage();
        var text = thrown.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        return cut(text.replaceAll("\\s*\\R\\s*", " "));
    }
}
