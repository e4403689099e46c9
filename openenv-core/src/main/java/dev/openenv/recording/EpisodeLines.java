package dev.openenv.recording;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.StepResult;
import dev.openenv.Task;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.Usage;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Turns an episode into the lines of its block. */
final class EpisodeLines<A extends Action, O extends Observation> {

    /** How actions are written. */
    interface Actions<A extends Action> {

        /** The action of a step as JSON; throws when it cannot be. */
        JsonObject json(int index, A action);

        /** The action in words, for when it cannot be JSON. */
        String text(A action);
    }

    private final Actions<A> actions;
    private final Function<O, JsonObject> observations;

    EpisodeLines(Actions<A> actions, Function<O, JsonObject> observations) {
        this.actions = actions;
        this.observations = observations;
    }

    /**
     * The lines.
     *
     * @throws UnwritableException when something other than an action cannot be written as JSON
     */
    List<HashedLine> of(Trajectory<A, O> trajectory) {
        var lines = new ArrayList<HashedLine>();
        lines.add(line("task and options", () -> episode(trajectory)));
        trajectory.initial().ifPresent(initial -> lines.add(line("reset", () -> reset(initial, trajectory))));
        var steps = trajectory.steps();
        for (var i = 0; i < steps.size(); i++) {
            lines.add(step(i, steps.get(i)));
        }
        lines.add(line("end", () -> end(trajectory)));
        return lines;
    }

    private static HashedLine line(String place, Supplier<JsonObject> fields) {
        try {
            return HashedLine.of(fields.get());
        } catch (RuntimeException e) {
            throw new UnwritableException(place + ": " + e.getMessage(), e);
        }
    }

    private static JsonObject episode(Trajectory<?, ?> trajectory) {
        var line = start(RecordingFormat.EPISODE)
                .put(RecordingFormat.EPISODE_ID, trajectory.episodeId())
                .put(RecordingFormat.ENVIRONMENT, trajectory.environment())
                .put(RecordingFormat.ENVIRONMENT_VERSION, trajectory.environmentVersion())
                .put(RecordingFormat.AGENT, trajectory.agent())
                .put(RecordingFormat.TASK, task(trajectory.task()))
                .put(RecordingFormat.ATTEMPT, trajectory.attempt());
        var options = trajectory.resetOptions();
        options.originalSeed().ifPresent(seed -> line.put(RecordingFormat.SEED, decimal(seed)));
        if (!options.values().isEmpty()) {
            line.put(RecordingFormat.OPTIONS, options.values());
        }
        return line.build();
    }

    private static String decimal(BigInteger seed) {
        if (seed.bitLength() <= 4 * JsonText.MAX_NUMBER) {
            var text = seed.toString();
            if (text.length() <= JsonText.MAX_NUMBER) {
                return text;
            }
        }
        throw new IllegalArgumentException("a seed of more than " + JsonText.MAX_NUMBER + " characters");
    }

    private static JsonObject task(Task task) {
        var json =
                JsonObject.builder().put(RecordingFormat.TASK_ID, task.id()).put(RecordingFormat.SPLIT, task.split());
        if (!task.instruction().isEmpty()) {
            json.put(RecordingFormat.INSTRUCTION, task.instruction());
        }
        if (!task.inputs().isEmpty()) {
            json.put(RecordingFormat.INPUTS, task.inputs());
        }
        return json.build();
    }

    private JsonObject reset(StepResult<O> initial, Trajectory<A, O> trajectory) {
        var line = start(RecordingFormat.RESET).put(RecordingFormat.RESULT, result(initial));
        trajectory
                .initialDrawing()
                .ifPresent(drawing -> line.put(RecordingFormat.DRAWING, RecordingFormat.drawing(drawing)));
        return line.build();
    }

    private HashedLine step(int index, TrajectoryStep<A, O> step) {
        try {
            return HashedLine.of(step(index, step, RecordingFormat.ACTION, actions.json(index, step.action())));
        } catch (RuntimeException e) {
            // An agent may do what breaks the type of its actions. That must not cost the episode.
            var text = RecordingFormat.printable(actions.text(step.action()));
            return line("step " + index, () -> step(index, step, RecordingFormat.ACTION_TEXT, text));
        }
    }

    private JsonObject step(int index, TrajectoryStep<A, O> step, String name, Object action) {
        var line = start(RecordingFormat.STEP).put(RecordingFormat.INDEX, index).put(name, action);
        step.result().ifPresent(result -> line.put(RecordingFormat.RESULT, result(result)));
        step.failure().ifPresent(failure -> line.put(RecordingFormat.FAILURE, RecordingFormat.failure(failure)));
        step.drawing().ifPresent(drawing -> line.put(RecordingFormat.DRAWING, RecordingFormat.drawing(drawing)));
        return line.build();
    }

    private JsonObject result(StepResult<O> result) {
        return RecordingFormat.result(result.map(observed -> new JsonObservation(observations.apply(observed))));
    }

    private static JsonObject end(Trajectory<?, ?> trajectory) {
        var line = start(RecordingFormat.END).put(RecordingFormat.OUTCOME, RecordingFormat.word(trajectory.outcome()));
        trajectory.failure().ifPresent(failure -> line.put(RecordingFormat.FAILURE, RecordingFormat.failure(failure)));
        trajectory
                .grade()
                .ifPresent(grade -> line.put(
                        RecordingFormat.GRADE,
                        JsonObject.of(
                                RecordingFormat.SOLVED,
                                grade.solved(),
                                RecordingFormat.SCORE,
                                grade.score(),
                                RecordingFormat.REASON,
                                RecordingFormat.printable(grade.reason()))));
        line.put(RecordingFormat.TOTAL_REWARD, trajectory.totalReward())
                .put(RecordingFormat.STEPS, trajectory.stepCount());
        if (!trajectory.usage().equals(Usage.none())) {
            line.put(RecordingFormat.USAGE, usage(trajectory.usage()));
        }
        return line.put(RecordingFormat.DURATION_MS, trajectory.duration().toMillis())
                .build();
    }

    private static JsonObject usage(Usage usage) {
        return JsonObject.builder()
                .put(RecordingFormat.INPUT_TOKENS, usage.inputTokens())
                .put(RecordingFormat.OUTPUT_TOKENS, usage.outputTokens())
                .put(RecordingFormat.MODEL_CALLS, usage.modelCalls())
                .put(RecordingFormat.COST, usage.cost())
                .build();
    }

    private static JsonObject.Builder start(String kind) {
        return JsonObject.builder().put(RecordingFormat.LINE, kind);
    }

    /** An episode cannot be written as JSON. */
    static final class UnwritableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnwritableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
