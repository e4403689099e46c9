package dev.openenv.server;

import dev.openenv.Observation;
import dev.openenv.StepResult;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonObject;
import dev.openenv.wire.RawReward;
import org.jspecify.annotations.Nullable;

/**
 * The one place that knows the result envelope: metadata stands inside the observation always, first, and beside it as the
 * two transports have it; rewards are raw on sockets and floating point over HTTP.
 *
 * @param observation the observation's fields, metadata first, without reward and done
 * @param reward as the world spells it; null when there is none
 * @param done whether the episode ended, in either way
 * @param metadata of the step, with {@code truncated} when it was cut off
 */
record WireResult(JsonObject observation, @Nullable Object reward, boolean done, JsonObject metadata) {

    static <O extends Observation> WireResult of(StepResult<O> result, Codec<O> codec, @Nullable RawReward raw) {
        var fields = codec.encode(result.observation());
        var metadata = result.metadata();
        if (metadata.isEmpty()) {
            metadata = fields.object("metadata").orElse(metadata);
        }
        if (result.truncated() && !metadata.has("truncated")) {
            metadata = metadata.with("truncated", true);
        }
        var observation = JsonObject.builder().put("metadata", metadata);
        fields.asMap().forEach((name, value) -> {
            if (!name.equals("reward") && !name.equals("done") && !name.equals("metadata")) {
                observation.put(name, value);
            }
        });
        var reward = raw != null
                ? raw.rawReward()
                : result.reward().isPresent() ? (Object) result.reward().getAsDouble() : null;
        return new WireResult(observation.build(), reward, result.done(), metadata);
    }

    JsonObject onSocket() {
        var envelope = start(reward);
        return metadata.isEmpty()
                ? envelope.build()
                : envelope.put("metadata", metadata).build();
    }

    JsonObject overHttp() {
        return start(LaxValue.number(reward))
                .put("metadata", metadata.isEmpty() ? null : metadata)
                .build();
    }

    private JsonObject.Builder start(@Nullable Object shownReward) {
        return JsonObject.builder()
                .put("observation", observation)
                .put("reward", shownReward)
                .put("done", done);
    }
}
