package dev.openenv.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Environment;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.ResetOptions;
import dev.openenv.SpecException;
import dev.openenv.annotation.Param;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ListTools;
import dev.openenv.tools.Tool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolEpisode;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolList;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A class of tools as an environment. */
class ToolProviderTest {

    private final List<String> closed = new ArrayList<>();

    public static final class Safe implements ToolEpisode, AutoCloseable {

        private final String name;
        private final int code;
        private final List<String> closed;
        private boolean open;
        private int tries;

        Safe(ResetOptions options, List<String> closed) {
            name = options.values().string("name").orElse("default");
            code = options.seed().isPresent() ? (int) options.seed().getAsLong() : 0;
            this.closed = closed;
        }

        @Tool("Tries a code.")
        public boolean turn(@Param(min = 0, max = 999) int number) {
            tries++;
            open = number == code;
            return open;
        }

        @Tool
        public String kick() {
            throw new IllegalStateException("that hurt");
        }

        @Override
        public OptionalDouble reward() {
            return OptionalDouble.of(open ? 1 : 0);
        }

        @Override
        public boolean done() {
            return open;
        }

        @Override
        public JsonObject state() {
            return JsonObject.of("tries", tries);
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }

    private final InProcessProvider<ToolAction, ToolObservation> provider =
            ToolProvider.of(Safe.class, options -> new Safe(options, closed));

    private static ToolReply reply(Environment<ToolAction, ToolObservation> environment, int number) {
        return (ToolReply) environment
                .step(CallTool.of("turn", JsonObject.of("number", number)))
                .observation();
    }

    @Test
    void theClassIsACompleteEnvironment() {
        assertThat(provider.spec().name()).isEqualTo("safe");
        try (var environment = provider.open()) {
            environment.reset(ResetOptions.seed(7).with("name", "first").withEpisodeId("E"));
            var list = (ToolList) environment.step(ListTools.all()).observation();
            assertThat(list.tools()).extracting(tool -> tool.name()).containsExactly("kick", "turn");

            var wrong = environment.step(CallTool.of("turn", JsonObject.of("number", 1)));
            assertThat(wrong.done()).isFalse();
            assertThat(wrong.reward()).hasValue(0);
            assertThat(environment.state().values().integer("tries")).hasValue(1);
            assertThat(environment.state().episodeId()).contains("E");

            var right = environment.step(CallTool.of("turn", JsonObject.of("number", 7)));
            assertThat(right.terminated()).isTrue();
            assertThat(right.reward()).hasValue(1);

            environment.reset(ResetOptions.seed(1).with("name", "second"));
            assertThat(closed).containsExactly("first");
            assertThat(environment.state().values().integer("tries")).hasValue(0);
        }
        assertThat(closed).containsExactly("first", "second");
    }

    @Test
    void aFailingToolEndsNoEpisode() {
        try (var environment = provider.open()) {
            environment.reset(ResetOptions.seed(7));
            var failed = (ToolReply) environment.step(CallTool.of("kick")).observation();
            assertThat(failed.error().orElseThrow().kind()).isEqualTo(ToolErrorKind.EXECUTION_ERROR);
            assertThat(failed.error().orElseThrow().message()).contains("that hurt");
            assertThat(reply(environment, 1_000).error().orElseThrow().kind())
                    .isEqualTo(ToolErrorKind.INVALID_ARGUMENTS);
            assertThat(((ToolReply) environment.step(CallTool.of("open")).observation())
                            .error()
                            .orElseThrow()
                            .kind())
                    .isEqualTo(ToolErrorKind.NOT_FOUND);
            assertThat(reply(environment, 7).error()).isEmpty();
        }
    }

    @Test
    void toolsCanBeListedAndCalledOutsideOfStepsAndBeforeAReset() {
        try (var environment = provider.open()) {
            var tools = environment.find(Tools.class).orElseThrow();
            assertThat(tools.list()).hasSize(2);
            assertThat(tools.call("turn", JsonObject.of("number", 0)).data()).isEqualTo(true);
        }
        assertThat(closed).containsExactly("default");
    }

    @Test
    void environmentsDoNotShareTheirObjects() {
        try (var one = provider.open();
                var other = provider.open()) {
            one.reset(ResetOptions.seed(1));
            other.reset(ResetOptions.seed(2));
            reply(one, 5);
            assertThat(one.state().values().integer("tries")).hasValue(1);
            assertThat(other.state().values().integer("tries")).hasValue(0);
        }
    }

    @Test
    void aClassWithoutToolsIsRefusedAndAFactoryThatGivesNullFails() {
        assertThatThrownBy(() -> ToolProvider.of(String.class, options -> ""))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("@Tool");
        try (var environment = ToolProvider.of(Safe.class, options -> null).open()) {
            assertThatThrownBy(environment::reset)
                    .isInstanceOf(EnvironmentFailedException.class)
                    .hasMessageContaining("gave null");
        }
    }
}
