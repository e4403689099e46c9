package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Task;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.remote.ScriptedServer.Peer;
import dev.openenv.remote.ScriptedServer.Script;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the Python package's server answered about tasks, answered to our client. It reads whole splits, so that nothing of
 * it stands for the routes that count tasks or show one or some of them.
 */
@Timeout(30)
class RecordedTasksTest {

    private static final String TASKS = "/dev/openenv/server/tasks_http.json";

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** The recorded answer; a split whose tasks nobody asked for is answered as one that is not there. */
    private static JsonObject answer(String method, String path, JsonObject body) {
        return Recording.scenarios(TASKS).stream()
                .filter(scenario -> asks(scenario, method, path, body))
                .findFirst()
                .orElseGet(() -> Recording.scenario(TASKS, "tasks split 'unknown'"))
                .object("response")
                .orElseThrow();
    }

    private static boolean asks(JsonObject scenario, String method, String path, JsonObject body) {
        var request = scenario.object("request").orElseThrow();
        return method.equals(request.get("method"))
                && path.equals(request.get("path"))
                && request.object("body").orElse(JsonObject.empty()).equals(body);
    }

    private void serve(Peer peer) throws Exception {
        var line = peer.head.split(" ", 3);
        var body = line[0].equals("POST") ? JsonText.parse(peer.body()) : JsonObject.empty();
        asked.add(line[0] + " " + line[1]);
        var response = answer(line[0], line[1], body);
        peer.http((int) response.integer("status").orElseThrow(), text(response));
    }

    private static String text(JsonObject response) {
        var whole = JsonText.write(JsonObject.of("", response.get("body")));
        return response.string("body_text").orElse(whole.substring("{\"\":".length(), whole.length() - 1));
    }

    private static JsonObject recordedStart() {
        return Recording.scenario(TASKS, "a chosen task is passed to reset")
                .object("request")
                .flatMap(request -> request.object("body"))
                .orElseThrow();
    }

    @Test
    void tasksAreAskedForAndReadTheSame() throws Exception {
        var splits =
                (List<?>) answer("GET", "/Tasks_Env/splits", JsonObject.empty()).get("body");
        Script script = this::serve;
        var requests = Collections.nCopies(splits.size() + 2, script).toArray(Script[]::new);
        try (var server = new ScriptedServer(requests)) {
            var tasks = RemoteProvider.at(server.uri()).tasks();
            assertThat(asked)
                    .startsWith("GET /list_environments", "GET /Tasks_Env/splits", "POST /Tasks_Env/tasks")
                    .hasSize(requests.length);
            var recorded = answer("POST", "/Tasks_Env/tasks", JsonObject.of("split", "train"))
                    .object("body")
                    .flatMap(body -> body.list("tasks"))
                    .orElseThrow();
            assertThat(tasks.tasks()).hasSameSizeAs(recorded);
            for (var index = 0; index < recorded.size(); index++) {
                var shown = (JsonObject) recorded.get(index);
                var id = shown.string("id").orElseThrow();
                assertThat(tasks.task(id))
                        .isEqualTo(Task.of(id, "train", shown.string("prompt").orElseThrow(), shown.without("id")));
                var start = tasks.grading(id).resetOptions().values();
                assertThat(start).isEqualTo(JsonObject.of("split", "train", "index", index));
                assertThat(start.names()).isEqualTo(recordedStart().names());
            }
        }
    }
}
