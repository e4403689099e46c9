package dev.openenv.server;

import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.json.JsonObject;
import dev.openenv.wire.TaskListing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** A task set as the Task API shows it: what the grader knows stays behind. Immutable. */
final class ListedTasks implements TaskListing {

    private final Map<String, List<JsonObject>> splits = new LinkedHashMap<>();

    ListedTasks(TaskSet tasks) {
        for (var split : tasks.splits()) {
            splits.put(
                    split,
                    tasks.split(split).tasks().stream().map(ListedTasks::shown).toList());
        }
    }

    private static JsonObject shown(Task task) {
        return JsonObject.builder()
                .put("id", task.id())
                .put("split", task.split())
                .put("instruction", task.instruction())
                .put("inputs", task.inputs())
                .build();
    }

    @Override
    public List<Object> splits() {
        return List.copyOf(splits.keySet());
    }

    @Override
    public List<JsonObject> tasks(String split) {
        var tasks = splits.get(split);
        if (tasks == null) {
            throw new NoSuchElementException(split);
        }
        return tasks;
    }
}
