package dev.openenv.remote;

import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.codec.JsonText.Lenience;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.json.Mismatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One frame from the server.
 *
 * @param frame with {@code type} and {@code data}
 */
record Reply(JsonObject frame) {

    /** Reads what a server sent; it may be less strict than we are. */
    static JsonObject object(String text) {
        if (JsonText.parseLenient(text, Lenience.LOSSY) instanceof JsonObject object) {
            return object;
        }
        throw new JsonFormatException("expected an object");
    }

    /** The number of the call that it answers, 0 for none. */
    long number() {
        return frame.get("id") instanceof Long number ? number : 0;
    }

    /** The session's id, or null when the server does not tell. */
    @Nullable
    String sessionId() {
        return frame.object("data")
                .flatMap(answer -> answer.object("result"))
                .flatMap(result -> result.string("session_id"))
                .orElse(null);
    }

    /** The error, or null when it is none. */
    @Nullable
    ErrorFrame error() {
        return "error".equals(frame.get("type"))
                ? ErrorFrame.of(frame.object("data").orElse(JsonObject.empty()))
                : null;
    }

    /** What it carries, when it is of the type that the call is answered with. */
    JsonObject data(String type) {
        if (!type.equals(frame.get("type"))) {
            throw wrong("type", "\"" + type + "\"");
        }
        return frame.object("data").orElseThrow(() -> wrong("data", "an object"));
    }

    private JsonMismatchException wrong(String name, String expected) {
        return new JsonMismatchException("reply", List.of(new Mismatch("/" + name, "type", expected, frame.get(name))));
    }
}
