package dev.openenv.server;

import dev.openenv.EnvironmentSpec;
import dev.openenv.json.JsonObject;
import java.util.List;
import java.util.TreeMap;

/** The answer of {@code GET /schema}: the codecs' schemas with the fields that every type of the wire has. */
final class WireSchema {

    private static final JsonObject PLAIN_STATE = JsonObject.of(
            "description",
            "Base class for environment state.\n\n"
                    + "Represents internal environment state, separate from observations.");

    private WireSchema() {}

    static JsonObject of(EnvironmentSpec spec) {
        var action = merged(spec.actionSchema(), JsonObject.of("metadata", metadata("action")));
        var results = JsonObject.of("done", done(), "reward", reward(), "metadata", metadata("observation"));
        var observation = merged(spec.observationSchema(), results);
        var first =
                spec.resetObservationSchema().map(own -> merged(own, results)).orElse(observation);
        return JsonObject.builder()
                .put("action", action)
                .put("observation", observation)
                .put("state", state(spec.stateSchema().orElse(PLAIN_STATE)))
                .put("reset_observation", first)
                .build();
    }

    /** A family of types keeps its members as they are; everything else gets the common fields in front. */
    private static JsonObject merged(JsonObject schema, JsonObject common) {
        if (schema.has("oneOf") || schema.has("anyOf")) {
            return schema;
        }
        var open = !schema.has("properties");
        var merged = JsonObject.builder()
                .put("additionalProperties", open)
                .putAll(schema)
                .put("properties", properties(common, schema));
        return sorted(merged.build());
    }

    /** Pydantic writes the words of a model in alphabetical order. */
    private static JsonObject sorted(JsonObject schema) {
        return JsonObject.copyOf(new TreeMap<>(schema.asMap()));
    }

    private static JsonObject properties(JsonObject common, JsonObject schema) {
        var properties = JsonObject.builder().putAll(common);
        schema.object("properties").ifPresent(own -> own.asMap().forEach((name, value) -> {
            if (!common.has(name)) {
                properties.put(name, value);
            }
        }));
        return properties.build();
    }

    private static JsonObject state(JsonObject own) {
        var text = List.of(JsonObject.of("type", "string"), JsonObject.of("type", "null"));
        var id = JsonObject.builder()
                .put("anyOf", text)
                .put("default", null)
                .put("description", "Unique identifier for the current episode")
                .put("title", "Episode Id")
                .build();
        var count = JsonObject.builder()
                .put("default", 0)
                .put("description", "Number of steps taken in the current episode")
                .put("minimum", 0)
                .put("title", "Step Count")
                .put("type", "integer")
                .build();
        var merged = JsonObject.builder()
                .put("title", "State")
                .put("type", "object")
                .putAll(own)
                .put("additionalProperties", true)
                .put("properties", properties(JsonObject.of("episode_id", id, "step_count", count), own));
        return sorted(merged.build());
    }

    private static JsonObject metadata(String of) {
        return JsonObject.builder()
                .put("additionalProperties", true)
                .put("description", "Additional metadata for the " + of)
                .put("title", "Metadata")
                .put("type", "object")
                .build();
    }

    private static JsonObject done() {
        return JsonObject.builder()
                .put("default", false)
                .put("description", "Whether the episode has terminated")
                .put("title", "Done")
                .put("type", "boolean")
                .build();
    }

    private static JsonObject reward() {
        var kinds = List.of(
                JsonObject.of("type", "boolean"),
                JsonObject.of("type", "integer"),
                JsonObject.of("type", "number"),
                JsonObject.of("type", "null"));
        return JsonObject.builder()
                .put("anyOf", kinds)
                .put("default", null)
                .put("description", "Reward signal from the last action")
                .put("title", "Reward")
                .build();
    }
}
