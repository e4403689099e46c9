package dev.openenv.conformance;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.annotation.Param;
import dev.openenv.json.JsonObject;
import dev.openenv.wire.TaskListing;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.IntStream;

/** A world that lists tasks, and splits of every kind; see {@link ConformanceWorlds#tasks}. */
public final class TaskWorld implements Environment<TaskWorld.TaskAction, TaskWorld.TaskObservation>, TaskListing {

    private String episodeId = "";
    private long count;

    /** A world before its first reset. */
    public TaskWorld() {}

    /**
     * The answer to the task's question.
     *
     * @param answer right when it is {@code yes}
     */
    public record TaskAction(String answer) implements Action {}

    /**
     * The question, after a reset.
     *
     * @param prompt the question, empty after a step
     */
    public record TaskObservation(@Param(defaultValue = "\"\"") String prompt) implements Observation {}

    @Override
    public StepResult<TaskObservation> reset(ResetOptions options) {
        var split = options.values().string("split").orElse("train");
        var index = (int) options.values().integer("index").orElse(0);
        episodeId = options.episodeId().orElseGet(() -> UUID.randomUUID().toString());
        count = 0;
        return StepResult.of(
                new TaskObservation(task(split, index).string("prompt").orElseThrow()));
    }

    @Override
    public StepResult<TaskObservation> step(TaskAction action) {
        count++;
        return StepResult.terminated(new TaskObservation(""), action.answer().equals("yes") ? 1.0 : 0.0);
    }

    @Override
    public State state() {
        return episodeId.isEmpty()
                ? State.of(JsonObject.empty())
                : State.of(JsonObject.empty()).withEpisode(episodeId, count);
    }

    @Override
    public List<Object> splits() {
        return List.of(
                "train",
                "validation",
                "test",
                "other",
                JsonObject.of("name", "dev", "type", "validation", "note", "from a dict"),
                JsonObject.of("name", "gold", "type", "test", "size", 9),
                7);
    }

    @Override
    public List<JsonObject> tasks(String split) {
        return IntStream.range(0, size(split))
                .mapToObj(index ->
                        JsonObject.of("id", split + "-" + index, "prompt", "question " + index, "index", index))
                .toList();
    }

    private static int size(String split) {
        return switch (split) {
            case "train" -> 3;
            case "test" -> 2;
            case "later" -> throw new UnsupportedOperationException();
            case "broken" -> throw new IllegalArgumentException("bad split");
            default -> throw new NoSuchElementException(split);
        };
    }
}
