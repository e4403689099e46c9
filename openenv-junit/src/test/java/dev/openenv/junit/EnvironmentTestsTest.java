package dev.openenv.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Agent;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.check.EnvironmentCheck;
import dev.openenv.junit.Number.Bisector;
import dev.openenv.junit.Number.Guess;
import dev.openenv.junit.Number.Hint;
import dev.openenv.provider.InProcessProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** A line of the report for each check. */
@Timeout(180)
class EnvironmentTestsTest {

    static class Sound {
        @TestFactory
        Stream<DynamicTest> number() {
            return EnvironmentTests.of(EnvironmentCheck.of(Number.provider())
                    .withChance()
                    .withSecret("sk-4711")
                    .withSolution(() -> Agent.of(new Bisector())));
        }
    }

    @Test
    void eachCheckOfASoundEnvironmentPassesOrSaysWhyItWasSkipped() {
        var run = Engine.run(Sound.class);

        assertThat(run.passed())
                .contains("the same seed and actions give the same episode", "the solution solves")
                .hasSizeGreaterThan(18);
        assertThat(run.messages())
                .containsExactlyInAnyOrder("the environment has no drawing", "no task has a key or a hidden start");
        assertThat(Number.OPEN).hasValue(0);
    }

    /** Counts on where the last episode ended. */
    static final class Forgetful implements Environment<Guess, Hint> {
        private int steps;

        @Override
        public StepResult<Hint> reset(ResetOptions options) {
            return StepResult.of(new Hint("start at " + steps));
        }

        @Override
        public StepResult<Hint> step(Guess guess) {
            steps++;
            return steps % 9 == 0 ? StepResult.terminated(new Hint("end"), 0) : StepResult.of(new Hint("on"), 0);
        }
    }

    static class Broken {
        @TestFactory
        Stream<DynamicTest> forgetful() {
            return EnvironmentTests.of(InProcessProvider.of(Forgetful.class, Forgetful::new));
        }
    }

    @Test
    void aCheckThatFindsAnErrorFailsWithWhatWasSeenAndWhatToDo() {
        var run = Engine.run(Broken.class);

        assertThat(run.results().testEvents().failed().count()).isEqualTo(1);
        assertThat(run.messages()).anySatisfy(message -> assertThat(message)
                .startsWith("reset-keeps (seed 0, reset): /observation/text was \"start at 0\" and is now \"start at ")
                .endsWith("\nSet every field of the world in reset; here something of an earlier episode was left."));
    }

    @OpenEnvTest(Number.class)
    @Home(Place.REMOTE)
    static class OverTheWire {
        @TestFactory
        Stream<DynamicTest> served(EnvironmentProvider<Guess, Hint> provider) {
            return EnvironmentTests.of(EnvironmentCheck.of(provider).withSolution(() -> Agent.of(new Bisector())));
        }
    }

    @Test
    void theEnvironmentOfAClassIsCheckedInItsHome() {
        var run = Engine.run(OverTheWire.class);

        assertThat(run.messages()).noneMatch(message -> message.contains("(seed"));
        assertThat(run.results().testEvents().failed().count()).isZero();
        assertThat(run.succeeded()).isGreaterThan(16);
    }
}
