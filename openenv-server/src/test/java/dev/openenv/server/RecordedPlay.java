package dev.openenv.server;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A recorded session of a Python environment with the Python server.
 *
 * @param name which
 * @param exchanges frames sent, and received
 */
record RecordedPlay(String name, List<Exchange> exchanges) {

    private static final Set<String> OWN = Set.of("reset", "step", "state");

    /**
     * A frame and its answer.
     *
     * @param sent the frame
     * @param received the answer; null when it was an error
     */
    record Exchange(JsonObject sent, @Nullable JsonObject received) {

        boolean is(String type) {
            return sent.string("type").orElseThrow().equals(type);
        }
    }

    static List<RecordedPlay> of(String resource) {
        var json = read(resource);
        var plays = new ArrayList<RecordedPlay>();
        json.object("exchanges").ifPresent(sessions -> sessions.asMap().forEach((name, session) -> {
            var exchanges = objects(session).stream()
                    .map(exchange -> new Exchange(
                            exchange.object("sent").orElse(JsonObject.empty()),
                            exchange.object("received").map(RecordedPlay::whole).orElse(null)))
                    .toList();
            if (exchanges.stream().allMatch(exchange -> exchange.sent().has("type"))) {
                plays.add(new RecordedPlay(name, exchanges));
            }
        }));
        json.list("episodes").ifPresent(episodes -> objects(episodes).forEach(episode -> plays.add(game(episode))));
        json.list("frames")
                .ifPresent(frames -> plays.add(new RecordedPlay(
                        resource,
                        objects(frames).stream().map(RecordedPlay::flat).toList())));
        return plays;
    }

    private static RecordedPlay game(JsonObject episode) {
        var game = episode.object("state").orElseThrow().string("game_name").orElseThrow();
        var exchanges = new ArrayList<Exchange>();
        for (var frame : objects(episode.list("frames").orElseThrow())) {
            if (frame.has("omitted")) {
                break;
            }
            var action = frame.get("action");
            var sent = action == null
                    ? JsonObject.of("type", "reset", "data", JsonObject.empty())
                    : JsonObject.of(
                            "type",
                            "step",
                            "data",
                            JsonObject.of("action_id", action, "game_name", game, "game_params", JsonObject.empty()));
            exchanges.add(new Exchange(sent, frame.has("error") ? null : observation(frame)));
        }
        return new RecordedPlay(episode.string("name").orElseThrow(), exchanges);
    }

    private static JsonObject observation(JsonObject frame) {
        var fields = JsonObject.builder().put("metadata", JsonObject.empty()).put("info_state", view(frame));
        for (var name : List.of("legal_actions", "game_phase", "current_player_id", "opponent_last_action")) {
            fields.put(name, frame.get(name));
        }
        return envelope(fields.build(), frame);
    }

    private static List<Double> view(JsonObject frame) {
        var view = new ArrayList<Double>();
        if (frame.has("info_state")) {
            frame.list("info_state").orElseThrow().forEach(number -> view.add(((Number) number).doubleValue()));
            return view;
        }
        for (var i = 0; i < frame.integer("info_state_length").orElseThrow(); i++) {
            view.add(0.0);
        }
        frame.list("info_state_ones").orElseThrow().forEach(place -> view.set(((Long) place).intValue(), 1.0));
        return view;
    }

    private static JsonObject envelope(JsonObject observation, JsonObject frame) {
        var data = JsonObject.of("observation", observation, "reward", frame.get("reward"), "done", frame.get("done"));
        return JsonObject.of("type", "observation", "data", data);
    }

    /** What was left out of the recording: the second copy of the metadata, the many zeros of a grid. */
    private static JsonObject whole(JsonObject received) {
        var data = received.object("data").orElse(JsonObject.empty());
        var observation = data.object("observation").orElse(JsonObject.empty());
        var metadata = observation.object("metadata").orElse(JsonObject.empty());
        var fields = JsonObject.builder();
        observation.asMap().forEach((name, value) -> {
            if (!name.startsWith("observation_")) {
                fields.put(name, value);
            }
            if (name.equals("grid") && observation.has("observation_ones")) {
                fields.put("observation", List.of(List.of(List.of(0.0))));
            }
        });
        if (observation.isEmpty()) {
            return received;
        }
        var full = data.with("observation", fields.build());
        return received.with("data", metadata.isEmpty() ? full : full.with("metadata", metadata));
    }

    private static Exchange flat(JsonObject frame) {
        var type = OWN.stream().filter(frame::has).findFirst().orElseThrow();
        if (type.equals("state")) {
            return new Exchange(JsonObject.of("type", type), JsonObject.of("type", type, "data", frame.get(type)));
        }
        var metadata = frame.object("metadata").orElse(JsonObject.empty());
        var fields = JsonObject.builder()
                .put("metadata", metadata)
                .putAll(frame.object("observation").orElse(JsonObject.empty()))
                .build();
        var received = envelope(fields, frame);
        var data = received.object("data").orElseThrow();
        return new Exchange(
                JsonObject.of("type", type, "data", frame.get(type)),
                metadata.isEmpty() ? received : received.with("data", data.with("metadata", metadata)));
    }

    private static List<JsonObject> objects(@Nullable Object list) {
        return ((List<?>) list).stream().map(JsonObject.class::cast).toList();
    }

    private static JsonObject read(String resource) {
        try (var in = RecordedPlay.class.getResourceAsStream("/dev/openenv/environments/" + resource)) {
            return JsonText.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
