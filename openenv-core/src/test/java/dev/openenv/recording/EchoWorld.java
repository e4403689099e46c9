package dev.openenv.recording;

import dev.openenv.Environment;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.util.function.UnaryOperator;

/** A world without types of its own: it gives back what it gets, changed by a function. */
final class EchoWorld implements Environment<JsonAction, JsonObservation> {

    private final UnaryOperator<JsonObject> change;

    EchoWorld(UnaryOperator<JsonObject> change) {
        this.change = change;
    }

    @Override
    public StepResult<JsonObservation> reset(ResetOptions options) {
        return StepResult.of(new JsonObservation(options.values()));
    }

    @Override
    public StepResult<JsonObservation> step(JsonAction action) {
        return StepResult.of(new JsonObservation(change.apply(action.json())));
    }
}
