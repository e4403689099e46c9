package dev.openenv.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Environment;
import dev.openenv.ResetOptions;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.ToolProvider;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CallTools;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolException;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolReplies;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.Tools;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FailingToolsTest {

    /** Counts what really arrives. */
    public static final class Counter {

        private int count;

        @Tool("Counts up.")
        public int up() {
            return ++count;
        }

        @Tool("Tells the count.")
        public int count() {
            return count;
        }
    }

    private static FaultyProvider<ToolAction, ToolObservation> failing(Faults faults) {
        return faults.on(ToolProvider.of(Counter.class, options -> new Counter()));
    }

    private static Environment<ToolAction, ToolObservation> opened(
            FaultyProvider<ToolAction, ToolObservation> provider) {
        var env = provider.open();
        env.reset(ResetOptions.seed(1).withEpisodeId("one"));
        return env;
    }

    private static ToolReply call(Environment<ToolAction, ToolObservation> env, String tool) {
        return (ToolReply) env.step(CallTool.of(tool)).observation();
    }

    @Test
    void theThirdCallFailsWithoutReachingTheWorldAndTheFourthDoesNot() {
        var provider = failing(Faults.seeded(1).failingTool("up", 3));
        try (var env = opened(provider)) {
            call(env, "up");
            call(env, "count");
            call(env, "up");
            var third = call(env, "up");
            assertThat(third.error().orElseThrow().kind()).isEqualTo(ToolErrorKind.EXECUTION_ERROR);
            assertThat(third.toolName()).isEqualTo("up");
            assertThat(call(env, "up").result().orElseThrow().data()).isEqualTo(3L);

            env.reset(ResetOptions.seed(2).withEpisodeId("two"));
            call(env, "up");
            call(env, "up");
            assertThat(call(env, "up").error()).isPresent();
        }
        assertThat(provider.faultsOf("one")).containsExactly(new MetFault(FaultKind.TOOL_FAILED, 0, 3, "call 3 of up"));
        assertThat(provider.faultsOf("two")).hasSize(1);
    }

    @Test
    void amongSeveralCallsOnlyTheOneFails() {
        try (var env = opened(failing(Faults.seeded(1).failingTool("up", 2)))) {
            var seen = env.step(
                            CallTools.of(CallTool.of("up"), CallTool.of("up"), CallTool.of("up"), CallTool.of("count")))
                    .observation();
            var replies = ((ToolReplies) seen).replies();
            assertThat(replies)
                    .extracting(reply -> reply.error().isPresent())
                    .containsExactly(false, true, false, false);
            assertThat(replies.get(2).result().orElseThrow().data()).isEqualTo(2L);
            assertThat(replies.get(3).result().orElseThrow().data()).isEqualTo(2L);
        }
        try (var env = opened(failing(Faults.seeded(1).failingTool("up", 1)))) {
            var seen = env.step(CallTools.of(List.of(CallTool.of("up")))).observation();
            assertThat(((ToolReplies) seen).replies().get(0).error()).isPresent();
        }
    }

    @Test
    void byChanceEveryToolMayFail() {
        var provider = failing(Faults.seeded(1).failingTools(0.5));
        try (var env = opened(provider)) {
            var failed = 0;
            for (var i = 0; i < 100; i++) {
                failed += call(env, "up").error().isPresent() ? 1 : 0;
            }
            assertThat(failed).isBetween(30, 70).isEqualTo(provider.report().count(FaultKind.TOOL_FAILED));
            assertThat(env.find(Tools.class)
                            .orElseThrow()
                            .call("count", JsonObject.empty())
                            .data())
                    .isEqualTo(100L - failed);
        }
    }

    @Test
    void callsOutsideOfStepsCountAndFailToo() {
        try (var env = opened(failing(Faults.seeded(1).failingTool("up", 2)))) {
            var tools = env.find(Tools.class).orElseThrow();
            assertThat(tools.list()).extracting(tool -> tool.name()).containsExactlyInAnyOrder("up", "count");
            assertThat(call(env, "up").error()).isEmpty();
            assertThatThrownBy(() -> tools.call("up", JsonObject.empty())).isInstanceOf(ToolException.class);
            assertThat(tools.call("up", JsonObject.empty()).data()).isEqualTo(2L);
            assertThat(tools.limit("up")).isEmpty();
        }
    }
}
