package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Effect;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.InvalidActionException;
import dev.openenv.InvalidOptionException;
import dev.openenv.OpenEnvException;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What our client makes of recorded replies. */
final class RecordedReading {

    private RecordedReading() {}

    static void assertResult(StepResult<JsonObservation> result, JsonObject data) {
        var observation = data.object("observation").orElseThrow();
        assertThat(result.observation().json()).isEqualTo(observation.without("metadata"));
        assertThat(result.metadata())
                .isEqualTo(observation.object("metadata").orElseThrow())
                .isEqualTo(data.object("metadata").orElse(JsonObject.empty()));
        assertThat(result.reward()).isEqualTo(reward(data));
        assertThat(result.done()).isEqualTo(data.bool("done").orElseThrow());
    }

    private static OptionalDouble reward(JsonObject data) {
        return data.bool("reward").map(yes -> OptionalDouble.of(yes ? 1 : 0)).orElseGet(() -> data.number("reward"));
    }

    static void assertState(State state, JsonObject data) {
        assertThat(state.episodeId()).isEqualTo(data.string("episode_id"));
        assertThat(state.stepCount()).isEqualTo(data.integer("step_count").orElseThrow());
        assertThat(state.values()).isEqualTo(data.without("episode_id").without("step_count"));
    }

    static void assertError(String call, Throwable thrown, JsonObject error) {
        var code = error.string("code").orElseThrow();
        var items = error.list("errors").orElse(List.of());
        if (code.equals("VALIDATION_ERROR") && call.equals("step")) {
            assertThat(thrown).isInstanceOf(InvalidActionException.class);
            items.forEach(item -> assertThat(thrown).hasMessageContaining("/" + place(item) + ": "));
        } else if (code.equals("VALIDATION_ERROR") && call.equals("reset")) {
            assertThat(thrown).isInstanceOf(InvalidOptionException.class).hasMessageContaining(place(items.get(0)));
        } else {
            assertThat(thrown)
                    .isExactlyInstanceOf(type(code, call))
                    .hasMessageContaining(error.string("message").orElseThrow());
        }
        if (thrown instanceof RemoteException remote) {
            assertThat(remote.code()).isEqualTo(code.toLowerCase(Locale.ROOT));
            assertThat(remote.effect()).isEqualTo(code.equals("SESSION_ERROR") ? Effect.MAYBE : Effect.NOT_APPLIED);
        }
    }

    private static Class<? extends OpenEnvException> type(String code, String call) {
        var execution = call.equals("step") ? InvalidActionException.class : EnvironmentFailedException.class;
        return Map.<String, Class<? extends OpenEnvException>>of("EXECUTION_ERROR", execution)
                .getOrDefault(code, RemoteException.class);
    }

    private static String place(Object item) {
        return String.valueOf(((JsonObject) item).list("loc").orElseThrow().get(0));
    }

    /** The result as the Python client shows it. */
    static JsonObject shown(StepResult<JsonObservation> result) {
        var metadata = result.metadata();
        return JsonObject.builder()
                .put("observation", result.observation().json().with("metadata", metadata))
                .put("reward", result.reward().isPresent() ? result.reward().getAsDouble() : null)
                .put("done", result.done())
                .put("metadata", metadata.isEmpty() ? null : metadata)
                .build();
    }

    /** The state as the Python client shows it. */
    static JsonObject shown(State state) {
        return state.values()
                .with("episode_id", state.episodeId().orElseThrow())
                .with("step_count", state.stepCount());
    }
}
