package dev.openenv.server;

import dev.openenv.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request of the Task API.
 *
 * @param split the split's name
 * @param index the task's place; 0 when the route has none
 * @param start the first place of a range, or null
 * @param stop the place after the last, or null
 */
record TaskBody(String split, int index, @Nullable Integer start, @Nullable Integer stop) {

    private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);

    static TaskBody ofSplit(RequestBody body) throws CharacterCodingException {
        return read(body, Set.of("split"));
    }

    static TaskBody ofTask(RequestBody body) throws CharacterCodingException {
        return read(body, Set.of("split", "index"));
    }

    static TaskBody ofRange(RequestBody body) throws CharacterCodingException {
        return read(body, Set.of("split", "start", "stop"));
    }

    private static TaskBody read(RequestBody body, Set<String> names) throws CharacterCodingException {
        var json = body.required();
        var items = ErrorItems.ofBody();
        if (!json.has("split")) {
            items.missing(List.of("split"), json);
        } else if (!(json.get("split") instanceof String)) {
            items.add("string_type", List.of("split"), "Input should be a valid string", json.get("split"));
        }
        Integer index = 0;
        if (names.contains("index")) {
            if (json.has("index")) {
                index = integer(items, json, "index");
            } else {
                items.missing(List.of("index"), json);
            }
        }
        var start = names.contains("start") && json.get("start") != null ? integer(items, json, "start") : null;
        var stop = names.contains("stop") && json.get("stop") != null ? integer(items, json, "stop") : null;
        json.names().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> items.extra(List.of(name), json.get(name)));
        items.refuse();
        return new TaskBody(json.string("split").orElse(""), index == null ? 0 : index, start, stop);
    }

    /** A place beyond all tasks stays beyond them. */
    private static @Nullable Integer integer(ErrorItems items, JsonObject json, String name) {
        var value = json.get(name);
        var whole = LaxValue.integer(value);
        if (whole == null) {
            MismatchWords.integer(items, List.of(name), value);
            return null;
        }
        return whole.max(MOST.negate()).min(MOST).intValue();
    }
}
