package dev.openenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForwardingEnvironmentTest {

    record Nothing() implements Action, Observation {}

    static class Inner implements Environment<Nothing, Nothing>, Rendering {
        final List<String> calls = new ArrayList<>();

        @Override
        public StepResult<Nothing> reset(ResetOptions options) {
            calls.add("reset " + options.seed().orElse(-1));
            return StepResult.of(new Nothing());
        }

        @Override
        public StepResult<Nothing> step(Nothing action) {
            calls.add("step");
            return StepResult.of(new Nothing(), 1);
        }

        @Override
        public State state() {
            return State.of("e", 3);
        }

        @Override
        public <S> Optional<S> state(Class<S> type) {
            return type == String.class ? Optional.of(type.cast("typed")) : Optional.empty();
        }

        @Override
        public String text() {
            return "drawn";
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }

    static class Wrapper extends ForwardingEnvironment<Nothing, Nothing> {
        Wrapper(Environment<Nothing, Nothing> delegate) {
            super(delegate);
        }
    }

    @Test
    void everyMethodOfEnvironmentIsOverridden() {
        assertThat(Arrays.stream(Environment.class.getMethods())
                        .filter(method -> !java.lang.reflect.Modifier.isStatic(method.getModifiers()))
                        .filter(method -> declares(method) == null))
                .isEmpty();
    }

    private static Method declares(Method method) {
        try {
            return ForwardingEnvironment.class.getDeclaredMethod(method.getName(), method.getParameterTypes());
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    @Test
    void callsReachTheInside() {
        var inner = new Inner();
        try (var env = new Wrapper(new Wrapper(inner))) {
            env.reset();
            env.reset(ResetOptions.seed(4));
            assertThat(env.step(new Nothing()).rewardOrZero()).isEqualTo(1);
            assertThat(env.state().stepCount()).isEqualTo(3);
            assertThat(env.state(String.class)).contains("typed");
        }
        assertThat(inner.calls).containsExactly("reset -1", "reset 4", "step", "close");
    }

    @Test
    void capabilitiesAndInnerTypesAreFound() {
        var inner = new Inner();
        var env = new Wrapper(new Wrapper(inner));
        assertThat(env.find(Rendering.class))
                .hasValueSatisfying(r -> assertThat(r.text()).isEqualTo("drawn"));
        assertThat(env.find(Inner.class)).containsSame(inner);
        assertThat(env.find(Wrapper.class)).containsSame(env);
        assertThat(env.find(Runnable.class)).isEmpty();
        assertThat(env.unwrap()).isInstanceOf(Wrapper.class);
    }
}
