package dev.openenv.recording;

import dev.openenv.Failure;
import dev.openenv.Grade;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.Task;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.Usage;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;

/** Puts an episode together from the lines of its block. Confined to one thread at a time. */
final class EpisodeAssembly {

    private final Path path;
    private final long line;
    private final Trajectory.Builder<JsonAction, JsonObservation> trajectory;
    private final BitSet actionTexts = new BitSet();
    private int steps;
    private boolean started;
    private boolean intact = true;

    EpisodeAssembly(Path path, long line, LineFields episode) {
        this.path = path;
        this.line = line;
        var id = episode.text(RecordingFormat.EPISODE_ID);
        trajectory = Trajectory.builder(
                episode.text(RecordingFormat.ENVIRONMENT), episode.text(RecordingFormat.ENVIRONMENT_VERSION), id);
        var task = episode.fields(RecordingFormat.TASK);
        var options =
                ResetOptions.defaults().withEpisodeId(id).withValues(episode.objectOrEmpty(RecordingFormat.OPTIONS));
        trajectory
                .agent(episode.text(RecordingFormat.AGENT))
                .task(
                        Task.of(
                                task.text(RecordingFormat.TASK_ID),
                                task.text(RecordingFormat.SPLIT),
                                task.textOr(RecordingFormat.INSTRUCTION, ""),
                                task.objectOrEmpty(RecordingFormat.INPUTS)),
                        episode.count(RecordingFormat.ATTEMPT))
                .resetOptions(episode.decimal(RecordingFormat.SEED)
                        .map(options::withSeed)
                        .orElse(options));
    }

    long line() {
        return line;
    }

    void damaged() {
        intact = false;
    }

    /** Whether a reset line can come now. */
    boolean awaitsReset() {
        return !started;
    }

    /** Whether the step line with this index can come now. */
    boolean awaits(LineFields step) {
        return started && step.count(RecordingFormat.INDEX) == steps;
    }

    void reset(LineFields reset) {
        trajectory.initial(reset.result(), reset.drawing().orElse(null));
        started = true;
    }

    void step(LineFields step) {
        var textOnly = step.has(RecordingFormat.ACTION_TEXT);
        var action = new JsonAction(
                textOnly
                        ? JsonObject.of(RecordingFormat.ACTION_TEXT, step.text(RecordingFormat.ACTION_TEXT))
                        : step.object(RecordingFormat.ACTION));
        var failed = step.has(RecordingFormat.FAILURE);
        TrajectoryStep<JsonAction, JsonObservation> taken =
                failed ? TrajectoryStep.failed(action, step.failure()) : TrajectoryStep.taken(action, step.result());
        trajectory.add(step.drawing().map(taken::withDrawing).orElse(taken));
        actionTexts.set(steps, textOnly);
        steps++;
    }

    RecordedEpisode end(LineFields end) {
        Failure failure = end.has(RecordingFormat.FAILURE) ? end.failure() : null;
        trajectory.outcome(end.word(RecordingFormat.OUTCOME, Outcome.class), failure);
        if (end.has(RecordingFormat.GRADE)) {
            var grade = end.fields(RecordingFormat.GRADE);
            trajectory.grade(new Grade(
                    grade.bool(RecordingFormat.SOLVED),
                    grade.number(RecordingFormat.SCORE),
                    grade.text(RecordingFormat.REASON)));
        }
        if (end.has(RecordingFormat.USAGE)) {
            var usage = end.fields(RecordingFormat.USAGE);
            trajectory.usage(Usage.tokens(
                            usage.integer(RecordingFormat.INPUT_TOKENS), usage.integer(RecordingFormat.OUTPUT_TOKENS))
                    .withModelCalls(usage.integer(RecordingFormat.MODEL_CALLS))
                    .withCost(usage.number(RecordingFormat.COST)));
        }
        trajectory.duration(Duration.ofMillis(end.integer(RecordingFormat.DURATION_MS)));
        return episode(true);
    }

    /** What is there of an episode whose end is missing. */
    RecordedEpisode incomplete() {
        return episode(false);
    }

    private RecordedEpisode episode(boolean complete) {
        return new RecordedEpisode(path, line, trajectory.build(), actionTexts, complete, intact);
    }
}
