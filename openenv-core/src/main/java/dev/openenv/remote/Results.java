package dev.openenv.remote;

import dev.openenv.Observation;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.json.Mismatch;
import dev.openenv.tools.ToolError;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolReply;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Reads what a frame carries. A part that is not as the protocol has it is a {@link JsonMismatchException}.
 *
 * @param <O> the observations
 */
final class Results<O extends Observation> {

    private static final String METADATA = "metadata";
    private static final String TRUNCATED = "truncated";

    private final Codec<O> codec;
    private final boolean ownMetadata;

    Results(Codec<O> codec) {
        this.codec = codec;
        this.ownMetadata = codec.type() != JsonObservation.class
                && codec.schema()
                        .object("properties")
                        .filter(fields -> fields.has(METADATA))
                        .isPresent();
    }

    /** What a frame carries, checked but for the observation. */
    record Parts(JsonObject observation, OptionalDouble reward, boolean done, JsonObject metadata) {}

    /** Every observation has a metadata object inside; a copy stands beside it when it is not empty. */
    Parts parts(JsonObject data) {
        var seen = data.object("observation").orElseThrow(() -> wrong(data, "observation", "an object"));
        var metadata = data.object(METADATA)
                .filter(beside -> !beside.isEmpty())
                .or(() -> seen.object(METADATA))
                .orElse(JsonObject.empty());
        return new Parts(ownMetadata ? seen : seen.without(METADATA), reward(data), flag(data, "done"), metadata);
    }

    StepResult<O> result(Parts parts) {
        var truncated = parts.done() && parts.metadata().bool(TRUNCATED).orElse(false);
        var result = StepResult.of(typed(codec.decode(parts.observation()), parts.metadata()))
                .withEnd(parts.done() && !truncated, truncated)
                .withMetadata(truncated ? parts.metadata().without(TRUNCATED) : parts.metadata());
        return parts.reward().isPresent() ? result.withReward(parts.reward().getAsDouble()) : result;
    }

    /** A refused call: the reply of the wire has no name for it, the metadata has. */
    private O typed(O observation, JsonObject metadata) {
        return observation instanceof ToolReply reply
                        && reply.error().isPresent()
                        && metadata.string("error_type")
                                .filter(ToolErrorKind.REFUSED.wireName()::equals)
                                .isPresent()
                ? codec.type()
                        .cast(ToolReply.failed(
                                reply.toolName(),
                                ToolError.of(
                                        ToolErrorKind.REFUSED,
                                        reply.error().get().message())))
                : observation;
    }

    /** Worlds reward with whole numbers and truth values, too; what is not finite is no reward. */
    private static OptionalDouble reward(JsonObject data) {
        var reward = data.get("reward");
        if (reward == null) {
            return OptionalDouble.empty();
        }
        if (reward instanceof Boolean yes) {
            return OptionalDouble.of(yes ? 1 : 0);
        }
        if (reward instanceof Number number) {
            var value = number.doubleValue();
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
        throw wrong(data, "reward", "a number or null");
    }

    static State state(JsonObject data) {
        var values = data.without("episode_id").without("step_count");
        var state = State.of(values);
        var id = data.get("episode_id");
        if (id != null && !(id instanceof String)) {
            throw wrong(data, "episode_id", "a text or null");
        }
        var count = data.get("step_count");
        if (count != null && !(count instanceof Long number && number >= 0)) {
            throw wrong(data, "step_count", "a whole number of at least 0");
        }
        return id instanceof String known ? state.withEpisode(known, count instanceof Long number ? number : 0) : state;
    }

    private static boolean flag(JsonObject data, String name) {
        var value = data.get(name);
        if (value != null && !(value instanceof Boolean)) {
            throw wrong(data, name, "true or false");
        }
        return value != null && (Boolean) value;
    }

    private static JsonMismatchException wrong(JsonObject data, String name, String expected) {
        return new JsonMismatchException(
                "reply",
                List.of(new Mismatch("/data/" + name, data.has(name) ? "type" : "missing", expected, data.get(name))));
    }
}
