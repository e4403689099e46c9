package dev.openenv.environments.openspiel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.openenv.StepResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One episode of the Python reference. */
record Recorded(String name, JsonNode state, List<Frame> frames) {

    /**
     * One reply.
     *
     * @param action null for reset
     * @param times how often the action was sent, all but the last reply being left out
     * @param result null when the reference answered with an error
     */
    record Frame(@Nullable Integer action, int times, @Nullable StepResult<OpenSpielObservation> result) {}

    static List<Recorded> of(String game) {
        try (var in = Recorded.class.getResourceAsStream(game + ".json")) {
            var episodes = new ArrayList<Recorded>();
            for (var episode : new ObjectMapper().readTree(in).get("episodes")) {
                episodes.add(new Recorded(
                        episode.get("name").asText(), episode.get("state"), frames(episode.get("frames"))));
            }
            return episodes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int agentPlayer() {
        return state.get("agent_player").asInt();
    }

    OpponentPolicy opponent() {
        return OpponentPolicy.valueOf(state.get("opponent_policy").asText().toUpperCase(Locale.ROOT));
    }

    /** What the agent saw at a frame. */
    List<Double> view(int frame) {
        return frames.get(frame).result().observation().infoState();
    }

    List<Double> lastView() {
        return view(frames.size() - 1);
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<Frame> frames(JsonNode nodes) {
        var frames = new ArrayList<Frame>();
        var times = 1;
        for (var node : nodes) {
            if (node.has("omitted")) {
                times += node.get("omitted").asInt();
                continue;
            }
            var action = node.get("action").isNull() ? null : node.get("action").asInt();
            frames.add(new Frame(action, times, node.has("error") ? null : result(node)));
            times = 1;
        }
        return frames;
    }

    private static StepResult<OpenSpielObservation> result(JsonNode node) {
        var last = node.get("opponent_last_action");
        var observation = new OpenSpielObservation(
                view(node),
                StreamSupport.stream(node.get("legal_actions").spliterator(), false)
                        .map(JsonNode::asInt)
                        .toList(),
                node.get("game_phase").asText(),
                node.get("current_player_id").asInt(),
                last.isNull() ? null : last.asInt());
        var result = node.get("reward").isNull()
                ? StepResult.of(observation)
                : StepResult.of(observation, node.get("reward").asDouble());
        return result.withEnd(node.get("done").asBoolean(), false);
    }

    private static List<Double> view(JsonNode node) {
        if (node.has("info_state")) {
            return StreamSupport.stream(node.get("info_state").spliterator(), false)
                    .map(JsonNode::asDouble)
                    .toList();
        }
        var view = new InfoState(node.get("info_state_length").asInt());
        node.get("info_state_ones").forEach(place -> view.one(place.asInt()));
        return view.list();
    }
}
