package dev.openenv.remote;

import dev.openenv.ResetOptions;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;

/** What is sent, in the wire's spelling. */
final class Frames {

    static final String STATE = "{\"type\":\"state\"}";

    static final String CLOSE = "{\"type\":\"close\"}";

    /** The subprotocol of servers that keep sessions and know repeated calls again. */
    static final String RESUME = "openenv.resume.v1";

    /** Asks for the session's id. */
    static final String SESSION = mcp("openenv/session/create", JsonObject.empty(), 0);

    private Frames() {}

    /** The same message with the number of its call. */
    static String numbered(long number, String message) {
        return "{\"id\":" + number + "," + message.substring(1);
    }

    static String mcp(String method, JsonObject params, long id) {
        var request = JsonObject.of("jsonrpc", "2.0", "method", method, "params", params)
                .with("id", id);
        return JsonText.write(JsonObject.of("type", "mcp", "data", request));
    }

    /** A reset; the seed goes as it was given, whatever its size. */
    static String reset(ResetOptions options) {
        var data = JsonObject.builder();
        options.originalSeed().ifPresent(seed -> data.put("seed", seed));
        options.episodeId().ifPresent(id -> data.put("episode_id", id));
        options.values().asMap().forEach((name, value) -> {
            var set = name.equals("seed") && options.originalSeed().isPresent()
                    || name.equals("episode_id") && options.episodeId().isPresent();
            if (!set) {
                data.put(name, value);
            }
        });
        return JsonText.write(JsonObject.of("type", "reset", "data", data.build()));
    }

    static String step(JsonObject action) {
        return JsonText.write(JsonObject.of("type", "step", "data", action));
    }

    /** How many bytes a well-formed text has in UTF-8. */
    static long utf8Length(String text) {
        var length = (long) text.length();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= 0x80) {
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }
}
