package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.InvalidActionException;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.remote.RemoteException;
import dev.openenv.remote.RemoteProvider;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Our client against other worlds of the real Python server than the echo world: tools, tasks, and worlds that break. */
class PythonServersIT {

    private static final Duration OPEN = Duration.ofSeconds(20);

    private static JsonAction action(Object... pairs) {
        var json = JsonObject.builder();
        for (var i = 0; i < pairs.length; i += 2) {
            json.put((String) pairs[i], pairs[i + 1]);
        }
        return new JsonAction(json.build());
    }

    @Test
    void toolsAreCalledInSteps() throws Exception {
        try (var server = PythonServer.of("tools");
                var env = RemoteProvider.at(server.uri()).open(OPEN)) {
            env.reset(ResetOptions.seed(3).with("level", "hard"));
            var listed = env.step(action("type", "list_tools")).observation().json();
            assertThat(listed.list("tools").orElseThrow()).hasSize(9);
            var add = env.step(
                            action("type", "call_tool", "tool_name", "add", "arguments", JsonObject.of("a", 2, "b", 3)))
                    .observation()
                    .json();
            assertThat(add.object("result").orElseThrow().integer("data")).hasValue(5);
            assertThat(catchThrowable(() -> env.step(action("type", "call_tool"))))
                    .isInstanceOf(InvalidActionException.class);
        }
    }

    @Test
    void aTaskIsChosenByResetAndSolved() throws Exception {
        try (var server = PythonServer.of("tasks");
                var env = RemoteProvider.at(server.uri()).open(OPEN)) {
            var shown = env.reset(ResetOptions.defaults().with("split", "train").with("index", 2));
            assertThat(shown.observation().json().string("prompt")).contains("question 2");
            var solved = env.step(action("answer", "yes"));
            assertThat(solved.terminated()).isTrue();
            assertThat(solved.reward()).hasValue(1);
        }
    }

    @Test
    void aFactoryThatFailsIsToldWithItsReason() throws Exception {
        try (var server = PythonServer.of("echo", Map.of("ECHO_FACTORY_FAILS", "1"))) {
            var provider = RemoteProvider.at(server.uri());
            assertThat(catchThrowable(() -> provider.open(OPEN))).isInstanceOf(OpenEnvException.class);
        }
    }

    @Test
    void aServerThatDiesInAStepIsALostSession() throws Exception {
        try (var server = PythonServer.of("variants", Map.of("VARIANT", "crash"));
                var env = RemoteProvider.at(server.uri()).open(OPEN)) {
            env.reset();
            assertThat(env.step(action("message", "hi")).observation().json().string("echoed"))
                    .contains("hi");
            var lost = catchThrowableOfType(RemoteException.class, () -> env.step(action("message", "die")));
            assertThat(lost.code()).isIn("connection_lost", "session_lost");
            assertThat(catchThrowable(() -> env.step(action("message", "hi")))).isInstanceOf(OpenEnvException.class);
            assertThat(catchThrowableOfType(RemoteException.class, env::reset).code())
                    .isIn("connection_lost", "session_lost");
        }
    }

    @Test
    void aServerThatWasStartedAgainNeverContinuesTheOldEpisode() throws Exception {
        var first = PythonServer.of("echo");
        var provider = RemoteProvider.at(first.uri());
        try (var env = provider.open(OPEN)) {
            env.reset();
            env.step(action("message", "one"));
            first.close();
            try (var second = PythonServer.start(PythonHome.current(), "echo", Map.of(), first.port())) {
                var lost = catchThrowableOfType(RemoteException.class, () -> env.step(action("message", "two")));
                assertThat(lost.code()).isIn("connection_lost", "session_lost");
                try (var fresh = provider.open(OPEN)) {
                    fresh.reset();
                    assertThat(fresh.step(action("message", "two"))
                                    .observation()
                                    .json())
                            .isEqualTo(JsonObject.of("echoed", "two", "n", 1));
                }
                assertThat(second.port()).isEqualTo(first.port());
            }
        } finally {
            first.close();
        }
    }

    @Test
    void aSlowStepDoesNotHoldUpAnotherSession() throws Exception {
        try (var server = PythonServer.of("echo");
                var slow = RemoteProvider.at(server.uri()).open(OPEN);
                var quick = RemoteProvider.at(server.uri()).open(OPEN)) {
            slow.reset();
            quick.reset();
            var late = CompletableFuture.supplyAsync(() -> slow.step(action("message", "sleep:5")));
            quick.step(action("message", "hi"));
            assertThat(late).isNotDone();
            assertThat(late.get(60, TimeUnit.SECONDS).observation().json().string("echoed"))
                    .contains("sleep:5");
        }
    }
}
