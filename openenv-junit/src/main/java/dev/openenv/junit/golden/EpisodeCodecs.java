package dev.openenv.junit.golden;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.Trajectory;
import dev.openenv.codec.Codecs;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How actions and observations become JSON: by the environment's codecs, or, where it is not at hand, by their classes.
 */
record EpisodeCodecs(Function<Action, JsonObject> actions, Function<Observation, JsonObject> observations) {

    static final String ACTION_TEXT = "action_text";
    private static final String TEXT = "text";

    static <A extends Action, O extends Observation> EpisodeCodecs of(EnvironmentProvider<A, O> world) {
        return new EpisodeCodecs(
                action -> encoded(world.actionCodec(), action), seen -> encoded(world.observationCodec(), seen));
    }

    static EpisodeCodecs byClass() {
        return new EpisodeCodecs(
                action -> byClass(action, ACTION_TEXT, Action.class), seen -> byClass(seen, TEXT, Observation.class));
    }

    Trajectory<JsonAction, JsonObservation> json(Trajectory<?, ?> trajectory) {
        return new JsonEpisode(this).of(trajectory);
    }

    @SuppressWarnings("unchecked") // an environment gives and takes what its codecs are for
    private static <T> JsonObject encoded(Codec<T> codec, Object value) {
        return codec.encode((T) value);
    }

    private static JsonObject byClass(Object value, String otherwise, Class<?> family) {
        if (value instanceof JsonAction action) {
            return action.json();
        }
        if (value instanceof JsonObservation observation) {
            return observation.json();
        }
        try {
            return encoded(codec(value, family), value);
        } catch (RuntimeException e) {
            return JsonObject.of(otherwise, String.valueOf(value));
        }
    }

    private static Codec<?> codec(Object value, Class<?> family) {
        if (value instanceof ToolAction) {
            return ToolAction.codec();
        }
        if (value instanceof ToolObservation) {
            return ToolObservation.codec();
        }
        var sealed = sealed(value.getClass(), family);
        return sealed == null ? Codecs.of(value.getClass()) : Codecs.of(sealed);
    }

    /** The family that a record belongs to, which says by a field which of its members it is. */
    private static @Nullable Class<?> sealed(Class<?> type, Class<?> family) {
        return Arrays.stream(type.getInterfaces())
                .filter(candidate -> candidate.isSealed() && family.isAssignableFrom(candidate))
                .findFirst()
                .orElse(null);
    }
}
