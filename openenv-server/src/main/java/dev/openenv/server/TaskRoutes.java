package dev.openenv.server;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.wire.PythonText;
import dev.openenv.wire.TaskListing;
import io.undertow.server.HttpServerExchange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Task API of one environment, or of all that a server has: names are compared ignoring case. Safe for many threads.
 */
final class TaskRoutes {

    private static final Set<String> TYPES = Set.of("train", "validation", "test");

    private final Map<String, Served<?, ?>> environments = new LinkedHashMap<>();
    private final byte[] names;
    private final WorldCalls calls;

    TaskRoutes(List<? extends Served<?, ?>> all, WorldCalls calls) {
        this.calls = calls;
        all.forEach(served -> environments.put(folded(served.spec().name()), served));
        names = Replies.list(all.stream().map(served -> served.spec().name()).toList());
    }

    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    void addTo(RouteTable table) {
        var any = RouteTable.ANY_ENVIRONMENT;
        table.get("/list_environments", exchange -> Replies.json(exchange, 200, names));
        table.get(any + "/splits", exchange -> calls.dispatch(exchange, () -> splits(exchange)));
        table.post(any + "/tasks", calls.withBody((body, exchange) -> {
            var asked = TaskBody.ofSplit(body);
            var served = find(exchange);
            return call(
                    served,
                    "list_tasks",
                    asked.split(),
                    tasks -> JsonObject.of(
                            "tasks",
                            tasks.tasks(asked.split()),
                            "env_name",
                            served.spec().name()));
        }));
        table.post(any + "/num_tasks", calls.withBody((body, exchange) -> {
            var asked = TaskBody.ofSplit(body);
            return call(
                    find(exchange),
                    "num_tasks",
                    asked.split(),
                    tasks -> JsonObject.of("num_tasks", tasks.numberOfTasks(asked.split())));
        }));
        table.post(any + "/task", calls.withBody((body, exchange) -> {
            var asked = TaskBody.ofTask(body);
            return call(
                    find(exchange),
                    "get_task",
                    asked.split(),
                    tasks -> JsonObject.of("task", tasks.task(asked.split(), asked.index())));
        }));
        table.post(any + "/task_range", calls.withBody((body, exchange) -> {
            var asked = TaskBody.ofRange(body);
            return call(
                    find(exchange),
                    "get_task_range",
                    asked.split(),
                    tasks -> JsonObject.of("tasks", tasks.taskRange(asked.split(), asked.start(), asked.stop())));
        }));
    }

    private Served<?, ?> find(HttpServerExchange exchange) {
        var name = RouteTable.environment(exchange);
        var served = environments.get(folded(name));
        if (served == null) {
            throw new RequestProblem(404, "unknown environment " + PythonText.quoted(WellFormed.text(name)));
        }
        return served;
    }

    private byte[] splits(HttpServerExchange exchange) {
        return find(exchange).tasks(listing -> {
            if (listing == null) {
                throw unsupported("list_splits");
            }
            try {
                return Replies.list(
                        listing.splits().stream().map(TaskRoutes::described).toList());
            } catch (UnsupportedOperationException e) {
                throw unsupported("list_splits");
            }
        });
    }

    private static JsonObject described(Object split) {
        if (split instanceof JsonObject object) {
            return object;
        }
        var name = PythonText.plain(JsonObject.of("split", split).get("split"));
        return JsonObject.of(
                "name", name, "type", split instanceof String && TYPES.contains(name) ? name : "validation");
    }

    private static byte[] call(
            Served<?, ?> served, String method, String split, Function<TaskListing, JsonObject> question) {
        return served.tasks(listing -> JsonText.bytes(answer(listing, method, split, question)));
    }

    private static JsonObject answer(
            @Nullable TaskListing listing, String method, String split, Function<TaskListing, JsonObject> question) {
        if (listing == null) {
            throw unsupported(method);
        }
        try {
            return question.apply(listing);
        } catch (UnsupportedOperationException e) {
            throw unsupported(method);
        } catch (NoSuchElementException e) {
            throw new RequestProblem(404, "unknown split " + PythonText.quoted(split));
        } catch (IndexOutOfBoundsException e) {
            throw new RequestProblem(400, "Invalid task index");
        }
    }

    private static RequestProblem unsupported(String method) {
        return new RequestProblem(501, method + " is not supported for this environment");
    }
}
