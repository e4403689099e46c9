package dev.openenv.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Environment;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A world that has tools, opened by its provider with every wrapper. */
class ToolCapabilityTest {

    private static final class Counter implements Environment<ToolAction, ToolObservation> {

        private long count;
        private final ToolSet tools = ToolSet.builder()
                .add(ToolDescriptor.of("count", "Counts."), given -> ++count)
                .build();
        private final ToolSteps steps = ToolSteps.of(tools);

        @Override
        public StepResult<ToolObservation> reset(ResetOptions options) {
            count = 0;
            return StepResult.of(ToolsReady.of());
        }

        @Override
        public StepResult<ToolObservation> step(ToolAction action) {
            return steps.step(action).withReward(0.5);
        }

        @Override
        public <C> Optional<C> find(Class<C> capability) {
            return capability == Tools.class ? Optional.of(capability.cast(tools)) : Environment.super.find(capability);
        }

        @Override
        public void close() {
            steps.close();
        }
    }

    @Test
    void toolsAreFoundThroughWrappersAndShareTheWorldWithItsSteps() {
        var provider = InProcessProvider.of(ToolAction.codec(), ToolObservation.codec(), Counter::new)
                .withName("counter")
                .withRewardRange(0, 1)
                .withMaxSteps(3)
                .withCapacity(1)
                .withCallDeadline(Duration.ofSeconds(20));
        try (var env = provider.open(Duration.ofSeconds(1))) {
            env.reset();
            var tools = env.find(Tools.class).orElseThrow();
            assertThat(tools.list()).extracting(ToolDescriptor::name).containsExactly("count");
            assertThat(tools.call("count", JsonObject.empty()).data()).isEqualTo(1L);
            var reply = (ToolReply) env.step(CallTool.of("count")).observation();
            assertThat(reply.result().orElseThrow().data()).isEqualTo(2L);
            assertThat(tools.call("count", JsonObject.empty()).data()).isEqualTo(3L);
        }
        assertThat(provider.spec().actionSchema().string("title")).hasValue("CallToolAction");
    }

    @Test
    void aClassThatSaysToolActionsNeedsNoCodecs() {
        var provider = InProcessProvider.of(Counter.class, Counter::new);
        assertThat(provider.actionCodec()).isSameAs(ToolAction.codec());
        try (var env = provider.open(Duration.ofSeconds(1))) {
            env.reset();
            assertThat(env.step(ListTools.all()).observation()).isInstanceOf(ToolList.class);
        }
    }
}
