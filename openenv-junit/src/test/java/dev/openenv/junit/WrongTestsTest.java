package dev.openenv.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.environments.wordgame.Feedback;
import dev.openenv.junit.Number.Guess;
import dev.openenv.junit.Number.Hint;
import dev.openenv.tools.Tool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a test is told that cannot work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongTestsTest {

    static class WithArguments implements Environment<Guess, Hint> {
        WithArguments(int size) {
            assertThat(size).isPositive();
        }

        @Override
        public dev.openenv.StepResult<Hint> reset(dev.openenv.ResetOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public dev.openenv.StepResult<Hint> step(Guess guess) {
            throw new UnsupportedOperationException();
        }
    }

    static class Two {
        static EnvironmentProvider<Guess, Hint> easy() {
            return Number.provider();
        }

        static EnvironmentProvider<Guess, Hint> hard() {
            return Number.provider();
        }
    }

    static class Throwing {
        static EnvironmentProvider<Guess, Hint> provider() {
            throw new IllegalStateException("no database");
        }
    }

    static class NoName {
        @Tool("says it")
        public String say(Thread what) {
            return what.toString();
        }
    }

    static class NoConstructor {
        @OpenEnvTest(WithArguments.class)
        void test(Trial<Guess, Hint> trial) {}
    }

    static class SeveralMethods {
        @OpenEnvTest(Two.class)
        void test(Trial<Guess, Hint> trial) {}
    }

    static class OneOfTwo {
        @OpenEnvTest(value = Two.class, provider = "impossible")
        void test(Trial<Guess, Hint> trial) {}
    }

    static class NoWorld {
        @OpenEnvTest(String.class)
        void test(Trial<Guess, Hint> trial) {}
    }

    static class NotSaid {
        @OpenEnvTest
        void test(Trial<Guess, Hint> trial) {}
    }

    static class MakerThrows {
        @OpenEnvTest(Throwing.class)
        void test(Trial<Guess, Hint> trial) {}
    }

    static class WrongTool {
        @OpenEnvTest(NoName.class)
        void test(ToolTrial trial) {}
    }

    static class OtherTypes {
        @OpenEnvTest(Number.class)
        void test(Trial<Guess, Feedback> trial) {}
    }

    static class NoTools {
        @OpenEnvTest(Number.class)
        void test(ToolTrial trial) {}
    }

    static class OwnClass {
        @OpenEnvTest(Number.class)
        void test(Number env) {}
    }

    static class Unknown {
        @OpenEnvTest(Number.class)
        void test(String what) {}
    }

    @OpenEnvTest(Number.class)
    static class ManyForOne {
        @Test
        @Seeds({1, 2, 3})
        void test(Trial<Guess, Hint> trial) {}
    }

    static class NoSeeds {
        @OpenEnvTest(Number.class)
        @Seeds
        void test(Trial<Guess, Hint> trial) {}
    }

    static class NoSplit {
        @OpenEnvTest(Number.class)
        @Tasks(split = "dev")
        void test(Trial<Guess, Hint> trial) {}
    }

    static class NoTask {
        @OpenEnvTest(Number.class)
        @Tasks("number-99")
        void test(Trial<Guess, Hint> trial) {}
    }

    static class NoLimit {
        @OpenEnvTest(value = Number.class, limit = "soon")
        void test(Trial<Guess, Hint> trial) {}
    }

    static class NoRate {
        @OpenEnvTest(Number.class)
        @Repeat(value = 3, passRate = 1)
        void test(Trial<Guess, Hint> trial) {}
    }

    static class NoTimes {
        @OpenEnvTest(Number.class)
        @Repeat(0)
        void test(Trial<Guess, Hint> trial) {}
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        NoConstructor.class,
                        "has no constructor without parameters: give it one, or write a static method"),
                Arguments.of(
                        SeveralMethods.class,
                        "has several methods that give an EnvironmentProvider (easy(), hard()): name one, "
                                + "@OpenEnvTest(value = Two.class, provider = \"easy\")"),
                Arguments.of(
                        OneOfTwo.class,
                        "has no static method 'impossible' without parameters that gives an EnvironmentProvider (easy(), hard())"),
                Arguments.of(NoWorld.class, "java.lang.String is no environment: it has no static method"),
                Arguments.of(NotSaid.class, "which environment? Name its class, @OpenEnvTest(TicketDesk.class)"),
                Arguments.of(
                        MakerThrows.class,
                        "provider() of " + Throwing.class.getName()
                                + " failed: java.lang.IllegalStateException: no database"),
                Arguments.of(WrongTool.class, "@OpenEnvTest(NoName.class): its description of"),
                Arguments.of(
                        OtherTypes.class,
                        "the environment number is Trial<Guess, Hint>, but the test declares " + Trial.class.getName()),
                Arguments.of(
                        NoTools.class, "a ToolTrial takes an environment of tools, and number is Trial<Guess, Hint>"),
                Arguments.of(OwnClass.class, "Number cannot be given to a test; declare Environment<Guess, Hint>"),
                Arguments.of(Unknown.class, "No ParameterResolver registered for parameter"),
                Arguments.of(
                        ManyForOne.class,
                        "there are 3 episodes (seed 1, seed 2, ...), and @Test runs once: write @OpenEnvTest at the method instead"),
                Arguments.of(NoSeeds.class, "@Seeds names no seed"),
                Arguments.of(NoSplit.class, "@Tasks: there is no split 'dev', but "),
                Arguments.of(NoTask.class, "@Tasks: there is no task 'number-99' among 10, such as 'number-1'"),
                Arguments.of(NoLimit.class, "limit is such as 500ms, 10s or 2m, got 'soon'"),
                Arguments.of(
                        NoRate.class,
                        "passRate is above 0 and below 1 (leave it out when every episode has to pass), got 1.0"),
                Arguments.of(NoTimes.class, "@Repeat: 1 or more times, got 0"));
    }

    @ParameterizedTest
    @MethodSource
    void wrong(Class<?> type, String message) {
        var run = Engine.run(type);

        assertThat(run.succeeded()).isZero();
        assertThat(run.messages()).singleElement().asString().contains(message);
    }
}
