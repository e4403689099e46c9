package dev.openenv.environments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.openenv.StepResult;
import dev.openenv.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Recorded traffic of an original environment, read from a resource beside a test. */
public final class WireRecording {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode exchanges;

    private WireRecording(JsonNode exchanges) {
        this.exchanges = exchanges;
    }

    public static WireRecording of(Class<?> test, String resource) {
        return new WireRecording(read(test, resource).get("exchanges"));
    }

    public static JsonNode read(Class<?> test, String resource) {
        try (var in = test.getResourceAsStream(resource)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** The frames of one recorded session, in order. */
    public List<Exchange> session(String name) {
        var list = new ArrayList<Exchange>();
        for (var exchange : exchanges.get(name)) {
            if (exchange.has("omitted")) {
                var columns = StreamSupport.stream(exchange.get("omitted").spliterator(), false);
                list.add(new Exchange(
                        "omitted",
                        JsonObject.empty(),
                        "",
                        JsonObject.empty(),
                        columns.map(JsonNode::asInt).toList()));
            } else {
                var sent = exchange.get("sent");
                var received = exchange.get("received");
                list.add(new Exchange(
                        sent.get("type").asText(),
                        json(sent.path("data")),
                        received.get("type").asText(),
                        json(received.get("data")),
                        List.of()));
            }
        }
        return list;
    }

    public static JsonObject json(JsonNode node) {
        return node.isObject()
                ? JsonObject.copyOf(MAPPER.convertValue(node, new TypeReference<Map<String, Object>>() {}))
                : JsonObject.empty();
    }

    /** One message and its answer; {@code omitted} holds the actions of a stretch that was not recorded. */
    public record Exchange(
            String sentType, JsonObject sent, String receivedType, JsonObject received, List<Integer> omitted) {

        public int sentInt(String name) {
            return (int) sent.integer(name).orElseThrow();
        }

        /** Compares a result with the recorded frame: every field of the observation, metadata, reward, done. */
        public void assertAnsweredBy(StepResult<?> result, JsonObject fields) {
            assertThat(receivedType).isEqualTo("observation");
            var observation = JsonObject.builder()
                    .put("metadata", result.metadata())
                    .putAll(fields)
                    .build();
            assertThat(observation).isEqualTo(received.object("observation").orElseThrow());
            assertThat(result.reward()).isEqualTo(received.number("reward"));
            assertThat(result.done()).isEqualTo(received.bool("done").orElseThrow());
        }

        /** Compares a state's values; the step count is kept by what opens the environment. */
        public void assertStateIs(JsonObject values) {
            assertThat(receivedType).isEqualTo("state");
            assertThat(values).isEqualTo(received.without("step_count"));
        }
    }
}
