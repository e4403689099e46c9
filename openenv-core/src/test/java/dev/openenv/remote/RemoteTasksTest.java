package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.Policy;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.json.JsonObject;
import dev.openenv.remote.EchoTypes.Heard;
import dev.openenv.remote.EchoTypes.Say;
import dev.openenv.rollout.Rollouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RemoteTasksTest {

    private static ScriptedServer.Script gets(String path, int status, String body) {
        return peer -> {
            assertThat(peer.head).startsWith("GET " + path + " ");
            peer.http(status, body);
        };
    }

    private static ScriptedServer.Script posts(String path, String sent, int status, String body) {
        return peer -> {
            assertThat(peer.head)
                    .startsWith("POST " + path + " ")
                    .containsIgnoringCase("content-type: application/json");
            assertThat(peer.body()).isEqualTo(sent);
            peer.http(status, body);
        };
    }

    @Test
    void theTasksOfTheServerAreReadOnce() throws Exception {
        try (var server = new ScriptedServer(
                gets("/list_environments", 200, "[\"Tasks Env\"]"),
                gets(
                        "/Tasks%20Env/splits",
                        200,
                        "[{\"name\":\"train\",\"type\":\"train\"},{\"name\":\"gone\",\"type\":\"test\"},\"test\"]"),
                posts(
                        "/Tasks%20Env/tasks",
                        "{\"split\":\"train\"}",
                        200,
                        "{\"tasks\":[{\"id\":\"a\",\"prompt\":\"Say a.\",\"level\":1},{\"id\":\"a\"},7],"
                                + "\"env_name\":\"Tasks Env\"}"),
                posts("/Tasks%20Env/tasks", "{\"split\":\"gone\"}", 500, "Internal Server Error"),
                posts(
                        "/Tasks%20Env/tasks",
                        "{\"split\":\"test\"}",
                        200,
                        "{\"tasks\":[{\"id\":\"b\",\"instruction\":\"Say b.\",\"inputs\":{\"k\":2}}]}"))) {
            var provider = EchoTypes.at(server.uri());
            var tasks = provider.tasks();
            assertThat(provider.tasks()).isSameAs(tasks);
            assertThat(tasks.tasks().stream().map(Task::id)).containsExactly("a", "train-1", "train-2", "b");
            assertThat(tasks.splits()).containsExactly("train", "test");
            assertThat(tasks.task("a").instruction()).isEqualTo("Say a.");
            assertThat(tasks.task("a").inputs()).isEqualTo(JsonObject.of("prompt", "Say a.", "level", 1));
            assertThat(tasks.task("b").inputs()).isEqualTo(JsonObject.of("k", 2));
            assertThat(tasks.grading("train-2").resetOptions().values())
                    .isEqualTo(JsonObject.of("split", "train", "index", 2));
        }
    }

    @Test
    void aServerWithoutTasksIsNoError() throws Exception {
        try (var server = new ScriptedServer(
                gets("/list_environments", 200, "[\"Echo\"]"),
                gets("/Echo/splits", 501, "{\"detail\":\"list_splits is not supported for this environment\"}"))) {
            assertThat(EchoTypes.at(server.uri()).tasks().isEmpty()).isTrue();
        }
        try (var server = new ScriptedServer(gets("/list_environments", 404, "{\"detail\":\"Not Found\"}"))) {
            assertThat(EchoTypes.at(server.uri()).tasks().isEmpty()).isTrue();
        }
        try (var server = new ScriptedServer(gets("/list_environments", 200, "[\"a\",\"b\"]"))) {
            assertThat(EchoTypes.at(server.uri()).tasks().isEmpty()).isTrue();
        }
    }

    @Test
    void aServerThatCannotBeAskedIsAnError() throws Exception {
        try (var server = new ScriptedServer(gets("/list_environments", 503, "starting"))) {
            assertThat(catchThrowableOfType(RemoteException.class, () -> EchoTypes.at(server.uri())
                                    .tasks())
                            .code())
                    .isEqualTo("http_status");
        }
    }

    @Test
    void rolloutsPlayTheTasksOfTheServer() throws Exception {
        try (var server = new ScriptedServer(
                gets("/list_environments", 200, "[\"Echo\"]"),
                gets("/Echo/splits", 200, "[{\"name\":\"train\",\"type\":\"train\"}]"),
                posts("/Echo/tasks", "{\"split\":\"train\"}", 200, "{\"tasks\":[{\"id\":\"t\"}]}"),
                peer -> {
                    peer.ready();
                    assertThat(peer.read()).contains("\"split\":\"train\",\"index\":0");
                    peer.result("{\"observation\":{\"echoed\":\"\",\"n\":0},\"reward\":null,\"done\":false}");
                    peer.read();
                    peer.result("{\"observation\":{\"echoed\":\"\",\"n\":1},\"reward\":5,\"done\":true}");
                    peer.read();
                })) {
            Policy<Say, Heard> policy = heard -> new Say("hi");
            var run =
                    Rollouts.of(EchoTypes.at(server.uri())).policy(() -> policy).run();
            assertThat(run.trajectories()).singleElement().satisfies(episode -> {
                assertThat(episode.task().id()).isEqualTo("t");
                assertThat(episode.totalReward()).isEqualTo(5);
            });
            assertThat(EchoTypes.at(server.uri())
                            .withTasks(TaskSet.empty())
                            .tasks()
                            .isEmpty())
                    .as("tasks said here are not asked for")
                    .isTrue();
        }
    }
}
