package dev.openenv.junit.assertions;

import dev.openenv.Drawing;
import dev.openenv.Failure;
import dev.openenv.Grade;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.Task;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An episode without some secrets, to be shown or kept. */
final class Redaction {

    private final Set<Secret> secrets;

    Redaction(Set<Secret> secrets) {
        this.secrets = secrets;
    }

    String text(String text) {
        var rest = text;
        for (var secret : secrets) {
            rest = secret.removedFrom(rest);
        }
        return rest;
    }

    Trajectory<JsonAction, JsonObservation> episode(Trajectory<JsonAction, JsonObservation> from) {
        var clean = Trajectory.<JsonAction, JsonObservation>builder(
                        from.environment(), from.environmentVersion(), text(from.episodeId()))
                .agent(text(from.agent()))
                .task(task(from.task()), from.attempt())
                .resetOptions(options(from.resetOptions()))
                .outcome(from.outcome(), from.failure().map(this::failure).orElse(null))
                .usage(from.usage())
                .duration(from.duration());
        from.grade().ifPresent(grade -> clean.grade(new Grade(grade.solved(), grade.score(), text(grade.reason()))));
        from.initial()
                .ifPresent(initial -> clean.initial(
                        result(initial),
                        from.initialDrawing().map(this::drawing).orElse(null)));
        from.steps().forEach(step -> clean.add(step(step)));
        return clean.build();
    }

    private Task task(Task task) {
        return Task.of(text(task.id()), text(task.split()), text(task.instruction()), json(task.inputs()));
    }

    private ResetOptions options(ResetOptions options) {
        var clean = options.withValues(json(options.values()));
        return options.episodeId().map(id -> clean.withEpisodeId(text(id))).orElse(clean);
    }

    private TrajectoryStep<JsonAction, JsonObservation> step(TrajectoryStep<JsonAction, JsonObservation> from) {
        var action = new JsonAction(json(from.action().json()));
        var step = from.result().isPresent()
                ? TrajectoryStep.taken(action, result(from.result().get()))
                : TrajectoryStep.<JsonAction, JsonObservation>failed(
                        action, failure(from.failure().orElseThrow()));
        return from.drawing().map(drawing -> step.withDrawing(drawing(drawing))).orElse(step);
    }

    private StepResult<JsonObservation> result(StepResult<JsonObservation> result) {
        return result.map(seen -> new JsonObservation(json(seen.json()))).withMetadata(json(result.metadata()));
    }

    private Failure failure(Failure failure) {
        return Failure.of(failure.code(), text(failure.message()), failure.blame());
    }

    private Drawing drawing(Drawing drawing) {
        return new Drawing(text(drawing.text()), drawing.svg().map(this::text).orElse(null));
    }

    private JsonObject json(JsonObject json) {
        var clean = JsonObject.builder();
        json.names().forEach(name -> clean.put(text(name), value(json.get(name))));
        return clean.build();
    }

    private @Nullable Object value(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return json(object);
        }
        if (value instanceof List<?> list) {
            var clean = new ArrayList<@Nullable Object>();
            list.forEach(item -> clean.add(value(item)));
            return clean;
        }
        if (value instanceof String text) {
            return text(text);
        }
        var isSecret = value instanceof Number && secrets.stream().anyMatch(secret -> secret.is(value.toString()));
        return isSecret ? Secret.SHOWN : value;
    }
}
