package dev.openenv.junit.golden;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;

/** Turns an episode with types into one of JSON objects. */
final class JsonEpisode {

    private final EpisodeCodecs codecs;

    JsonEpisode(EpisodeCodecs codecs) {
        this.codecs = codecs;
    }

    Trajectory<JsonAction, JsonObservation> of(Trajectory<?, ?> from) {
        var json = Trajectory.<JsonAction, JsonObservation>builder(
                        from.environment(), from.environmentVersion(), from.episodeId())
                .agent(from.agent())
                .task(from.task(), from.attempt())
                .resetOptions(from.resetOptions())
                .outcome(from.outcome(), from.failure().orElse(null))
                .usage(from.usage())
                .duration(from.duration());
        from.grade().ifPresent(json::grade);
        from.initial()
                .ifPresent(first -> json.initial(
                        result("reset", first), from.initialDrawing().orElse(null)));
        for (var i = 0; i < from.steps().size(); i++) {
            json.add(step(i, from.steps().get(i)));
        }
        return json.build();
    }

    private TrajectoryStep<JsonAction, JsonObservation> step(int index, TrajectoryStep<?, ?> from) {
        var action = action(from.action());
        var step = from.result().isPresent()
                ? TrajectoryStep.taken(
                        action, result("step " + (index + 1), from.result().get()))
                : TrajectoryStep.<JsonAction, JsonObservation>failed(
                        action, from.failure().orElseThrow());
        return from.drawing().map(step::withDrawing).orElse(step);
    }

    /** An agent may do what breaks the type of its actions. That must not cost the episode. */
    private JsonAction action(Action action) {
        try {
            return new JsonAction(codecs.actions().apply(action));
        } catch (RuntimeException e) {
            return new JsonAction(JsonObject.of(EpisodeCodecs.ACTION_TEXT, String.valueOf(action)));
        }
    }

    private <O extends Observation> StepResult<JsonObservation> result(String place, StepResult<O> result) {
        try {
            return result.map(seen -> new JsonObservation(codecs.observations().apply(seen)));
        } catch (RuntimeException e) {
            throw new GoldenException(
                    "golden_not_encoded", place + ": the observation cannot be written as JSON: " + e.getMessage(), e);
        }
    }
}
