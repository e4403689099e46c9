package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Environment;
import dev.openenv.Grading;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tasks of a provider, as clients see them and choose them. */
@Timeout(60)
class TaskRoutesTest {

    /** Says how it was reset. */
    private static final class Options implements Environment<OddWorlds.Word, OddWorlds.Heard> {

        @Override
        public StepResult<OddWorlds.Heard> reset(ResetOptions options) {
            return StepResult.of(new OddWorlds.Heard(options.originalSeed().orElse(null) + " "
                    + options.episodeId().orElse("") + " " + options.values()));
        }

        @Override
        public StepResult<OddWorlds.Heard> step(OddWorlds.Word action) {
            return StepResult.terminated(new OddWorlds.Heard(action.message()), 1);
        }
    }

    private static EnvServer server() {
        var tasks = TaskSet.builder()
                .add(
                        Task.of("t-1", "train", "first", JsonObject.of("level", 1)),
                        Grading.of(ResetOptions.seed(11).with("secret", "door")).withKey("the key"))
                .add(Task.of("t-2", "train", "second", JsonObject.empty()), Grading.of(ResetOptions.seed(12)))
                .add(Task.of("x", "held-out", "", JsonObject.empty()))
                .build();
        return EnvServer.serve(InProcessProvider.of(OddWorlds.Word.class, OddWorlds.Heard.class, Options::new)
                        .withName("Options")
                        .withTasks(tasks))
                .port(0);
    }

    @Test
    void aTaskSetShowsItsPublicPartAndNeverTheGrading() throws Exception {
        try (var running = server().start()) {
            var ask = Ask.of(running);
            assertThat(ask.get("/options/splits").body())
                    .isEqualTo(
                            "[{\"name\":\"train\",\"type\":\"train\"},{\"name\":\"held-out\",\"type\":\"validation\"}]");
            var tasks = ask.post("/OPTIONS/tasks", "{\"split\":\"train\"}").body();
            assertThat(tasks)
                    .isEqualTo(
                            "{\"tasks\":[{\"id\":\"t-1\",\"split\":\"train\",\"instruction\":\"first\",\"inputs\":{\"level\":1}},"
                                    + "{\"id\":\"t-2\",\"split\":\"train\",\"instruction\":\"second\",\"inputs\":{}}],"
                                    + "\"env_name\":\"Options\"}")
                    .doesNotContain("door", "key", "11");
            assertThat(ask.post("/options/task", "{\"split\":\"train\",\"index\":-1}")
                            .body())
                    .contains("t-2");
        }
    }

    @Test
    void anUnknownSplitIs404() throws Exception {
        try (var running = server().start();
                var own = EnvServer.serve(ConformanceWorlds.tasks()).port(0).start()) {
            for (var ask : new Ask[] {Ask.of(running), Ask.of(own)}) {
                for (var route : new String[] {"tasks", "num_tasks", "task_range"}) {
                    for (var name : new String[] {"options", "tasks_env"}) {
                        var reply = ask.post("/" + name + "/" + route, "{\"split\":\"it's\"}");
                        assertThat(reply.statusCode()).isEqualTo(404);
                        assertThat(reply.body()).contains("unknown");
                    }
                }
            }
            assertThat(Ask.of(own)
                            .post("/tasks_env/task", "{\"split\":\"no\",\"index\":0}")
                            .body())
                    .isEqualTo("{\"detail\":\"unknown split 'no'\"}");
        }
    }

    @Test
    void aResetWithSplitAndIndexStartsThatTaskOverHttpAndSocket() throws Exception {
        try (var running = server().start();
                var socket = RawSocket.open(running.port(), "/ws")) {
            var asked = "{\"split\":\"train\",\"index\":0,\"seed\":5,\"episode_id\":\"E\",\"more\":true}";
            var expected = "11 E {\"more\":true,\"secret\":\"door\"}";
            var overHttp = Ask.json(Ask.of(running).post("/reset", asked));
            assertThat(overHttp.object("observation").flatMap(seen -> seen.string("echoed")))
                    .contains(expected);
            var overSocket = socket.ask("{\"type\":\"reset\",\"data\":" + asked + "}");
            assertThat(overSocket
                            .object("data")
                            .flatMap(data -> data.object("observation"))
                            .flatMap(seen -> seen.string("echoed")))
                    .contains(expected);
        }
    }

    @Test
    void aTaskThatIsNotThereIsRefusedAndTheSessionGoesOn() throws Exception {
        try (var running = server().start();
                var socket = RawSocket.open(running.port(), "/ws")) {
            for (var asked : new String[] {
                "{\"split\":\"nope\"}",
                "{\"split\":\"train\",\"index\":2}",
                "{\"split\":\"train\",\"index\":\"x\"}",
                "{\"split\":\"train\",\"index\":99999999999999999999}"
            }) {
                assertThat(Ask.of(running).post("/reset", asked).statusCode())
                        .as(asked)
                        .isEqualTo(422);
                socket.send("{\"type\":\"reset\",\"data\":" + asked + "}");
                assertThat(socket.error()).as(asked).isEqualTo("EXECUTION_ERROR");
            }
            assertThat(socket.ask("{\"type\":\"reset\"}").string("type")).contains("observation");
        }
    }
}
