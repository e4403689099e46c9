package dev.openenv.recording;

import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps out of a recording what {@link JsonText} writes but does not read: one such line would cost the whole file. */
final class ReadableLimits {

    private ReadableLimits() {}

    static void check(@Nullable Object value) {
        if (value instanceof String text) {
            require(text.length(), JsonText.MAX_STRING, "text");
        } else if (value instanceof JsonObject object) {
            for (var member : object.asMap().entrySet()) {
                require(member.getKey().length(), JsonText.MAX_NAME, "name");
                check(member.getValue());
            }
        } else if (value instanceof List<?> items) {
            for (var item : items) {
                check(item);
            }
        }
    }

    private static void require(int length, int limit, String what) {
        if (length > limit) {
            throw new JsonFormatException(
                    "a " + what + " of " + length + " characters, at most " + limit + " can be read");
        }
    }
}
