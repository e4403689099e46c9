package dev.openenv.remote;

import dev.openenv.codec.JsonText;
import dev.openenv.codec.JsonText.Lenience;
import dev.openenv.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the Python package and its clients said to each other, as it was recorded. */
final class Recording {

    private Recording() {}

    static List<JsonObject> scenarios(String resource) {
        try (var in = Recording.class.getResourceAsStream(resource)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return objects((JsonObject) JsonText.parseLenient(text, Lenience.LOSSY), "scenarios");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonObject scenario(String resource, String name) {
        return scenarios(resource).stream()
                .filter(one -> name(one).equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<String> names(String resource) {
        return scenarios(resource).stream().map(Recording::name).toList();
    }

    static String name(JsonObject scenario) {
        return scenario.string("name").orElseThrow();
    }

    static List<JsonObject> events(JsonObject scenario) {
        return scenario.has("events") ? objects(scenario, "events") : List.of(scenario);
    }

    private static List<JsonObject> objects(JsonObject in, String name) {
        return in.list(name).orElseThrow().stream().map(JsonObject.class::cast).toList();
    }

    /** The events of each socket, by its name, in the order in which they were opened. */
    static Map<String, List<JsonObject>> sockets(JsonObject scenario) {
        var sockets = new LinkedHashMap<String, List<JsonObject>>();
        for (var event : events(scenario)) {
            if (!event.has("wait") && !event.has("request")) {
                sockets.computeIfAbsent(socket(event), any -> new ArrayList<>()).add(event);
            }
        }
        return sockets;
    }

    static String socket(JsonObject event) {
        return event.string("conn").orElse("");
    }

    /** JSON-RPC over HTTP as the frames that carry the same over the scenario's socket. */
    static JsonObject overTheSocket(JsonObject scenario) {
        var events = new ArrayList<JsonObject>();
        for (var event : events(scenario)) {
            var request = event.object("request").flatMap(sent -> sent.object("body"));
            if (request.isEmpty()) {
                events.add(event);
            } else if (request.get().string("method").orElse("").startsWith("tools/")) {
                var params = request.get().object("params").orElseThrow().without("session_id");
                events.add(frame("send", request.get().with("params", params)));
                events.add(frame(
                        "recv",
                        event.object("response").orElseThrow().object("body").orElseThrow()));
            }
        }
        return scenario.with("events", events);
    }

    private static JsonObject frame(String direction, JsonObject rpc) {
        return JsonObject.of("conn", "socket1", direction, JsonObject.of("type", "mcp", "data", rpc));
    }
}
