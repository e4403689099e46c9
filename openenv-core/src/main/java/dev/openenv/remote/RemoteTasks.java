package dev.openenv.remote;

import dev.openenv.Grading;
import dev.openenv.ResetOptions;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that a server shows, asked for once with success. What a task starts with stays there: a reset names split and
 * index. A server without tasks, or with splits that it does not list, is no error.
 */
final class RemoteTasks {

    /** What servers answer that have no such route, environment, split, or list of tasks; 500 is what the reference says. */
    private static final Set<Integer> NONE = Set.of(400, 404, 405, 422, 500, 501);

    private static final int OK = 200;

    private final HttpRoutes routes;
    private final String path;
    private final ReentrantLock asking = new ReentrantLock();
    private @Nullable TaskSet known;

    RemoteTasks(Settings settings) {
        routes = new HttpRoutes(settings);
        path = settings.address().base().getPath();
    }

    /** The tasks of the environment of this name, or of the only one there is. */
    TaskSet of(String name) {
        asking.lock();
        try {
            var tasks = known;
            if (tasks == null) {
                tasks = environment(name).map(this::all).orElse(TaskSet.empty());
                known = tasks;
            }
            return tasks;
        } finally {
            asking.unlock();
        }
    }

    private Optional<String> environment(String name) {
        var names = list("/list_environments", routes.get("/list_environments")).stream()
                .map(String::valueOf)
                .toList();
        if (names.size() == 1) {
            return Optional.of(names.get(0));
        }
        var last = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        return names.stream()
                .filter(one -> one.equalsIgnoreCase(name) || one.equalsIgnoreCase(last))
                .findFirst();
    }

    private TaskSet all(String environment) {
        var base = "/" + URLEncoder.encode(environment, StandardCharsets.UTF_8).replace("+", "%20");
        var tasks = new Collected();
        for (var item : list(base + "/splits", routes.get(base + "/splits"))) {
            var split =
                    item instanceof JsonObject object ? object.string("name").orElse("") : String.valueOf(item);
            var route = base + "/tasks";
            var answer = routes.post(route, JsonObject.of("split", split));
            if (!split.isBlank() && shows(route, answer) && routes.value(route, answer) instanceof JsonObject body) {
                tasks.add(split, body.list("tasks").orElse(List.of()));
            }
        }
        return tasks.builder.build();
    }

    private List<?> list(String route, HttpRoutes.Answer answer) {
        return shows(route, answer) && routes.value(route, answer) instanceof List<?> list ? list : List.of();
    }

    private boolean shows(String route, HttpRoutes.Answer answer) {
        if (answer.status() != OK && !NONE.contains(answer.status())) {
            throw routes.refused(route, answer);
        }
        return answer.status() == OK;
    }

    /** Tasks of several splits; an id that is taken, or none, becomes split and index. */
    private static final class Collected {

        private final TaskSet.Builder builder = TaskSet.builder();
        private final Set<String> ids = new HashSet<>();

        void add(String split, List<?> items) {
            for (var index = 0; index < items.size(); index++) {
                var shown = items.get(index) instanceof JsonObject object
                        ? object
                        : JsonObject.of("task", items.get(index));
                var id = shown.string("id")
                        .or(() -> shown.string("task_id"))
                        .filter(said -> !said.isBlank() && !ids.contains(said))
                        .orElse(split.toLowerCase(Locale.ROOT) + "-" + index);
                if (ids.add(id)) {
                    var start = ResetOptions.defaults().with("split", split).with("index", index);
                    builder.add(task(id, split, shown), Grading.of(start));
                }
            }
        }

        private static Task task(String id, String split, JsonObject shown) {
            var instruction = shown.string("instruction")
                    .or(() -> shown.string("prompt"))
                    .or(() -> shown.string("question"))
                    .orElse("");
            var inputs = shown.object("inputs").orElseGet(() -> shown.without("id"));
            return Task.of(id, split, instruction, inputs);
        }
    }
}
