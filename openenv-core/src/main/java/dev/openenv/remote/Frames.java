package dev.openenv.remote;

import dev.openenv.ResetOptions;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;

/** What is sent, in the wire's spelling. */
final class Frames {

    static final String STATE = "{\"type\":\"state\"}";

    private Frames() {}

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
