package dev.openenv.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.openenv.Environment;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.junit.Number.Guess;
import dev.openenv.junit.Number.Hint;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A demanded rate: proven, disproven, or not enough episodes to say. */
class RateVerdictTest {

    private static final AtomicInteger PLAYED = new AtomicInteger();

    @BeforeEach
    void forget() {
        PLAYED.set(0);
    }

    @Test
    void tailsAreThoseOfTheBinomialDistribution() {
        assertThat(RateVerdict.atLeast(0, 10, 0.5)).isCloseTo(1, within(1e-12));
        assertThat(RateVerdict.atLeast(10, 10, 0.5)).isCloseTo(1 / 1024.0, within(1e-12));
        assertThat(RateVerdict.atLeast(8, 10, 0.8)).isCloseTo(0.6777995264, within(1e-9));
        assertThat(RateVerdict.atLeast(900, 1000, 0.8)).isBetween(0.0, 1e-15);
        assertThat(RateVerdict.atLeast(1, 5000, 1e-9)).isCloseTo(5e-6, within(1e-9));
    }

    @OpenEnvTest(Number.class)
    static class AllPass {
        @OpenEnvTest
        @Repeat(value = 14, passRate = 0.8)
        void test(Trial<Guess, Hint> trial) {
            PLAYED.incrementAndGet();
        }
    }

    @Test
    void fourteenOfFourteenProveEightyPercent() {
        var run = Engine.run(AllPass.class);

        assertThat(run.messages()).isEmpty();
        assertThat(run.passed()).hasSize(15).endsWith("verdict");
        assertThat(PLAYED).hasValue(14);
    }

    @OpenEnvTest(Number.class)
    static class EightOfTen {
        @OpenEnvTest
        @Repeat(value = 10, passRate = 0.8)
        void test(Trial<Guess, Hint> trial) {
            assertThat(PLAYED.incrementAndGet()).isGreaterThan(2);
        }
    }

    @Test
    void eightOfTenIsNotEnoughToSay() {
        var run = Engine.run(EightOfTen.class);

        assertThat(run.results().testEvents().failed().count()).isZero();
        assertThat(run.messages()).hasSize(3);
        assertThat(run.messages())
                .endsWith(
                        "not enough episodes to say: 8 of 10 episodes passed, 80.0 % demanded; with 14 episodes that all pass it would be proven");
    }

    @OpenEnvTest(Number.class)
    static class ThreeOfTen {
        @OpenEnvTest
        @Repeat(value = 10, passRate = 0.8)
        void test(Trial<Guess, Hint> trial) {
            assertThat(PLAYED.incrementAndGet()).isGreaterThan(7);
        }
    }

    @Test
    void threeOfTenDisproveIt() {
        var run = Engine.run(ThreeOfTen.class);

        assertThat(run.results().testEvents().failed().count()).isEqualTo(1);
        assertThat(run.messages())
                .contains(
                        "3 of 10 episodes passed, 80.0 % demanded: if that were the rate, so few would pass with a probability of 0.1 %");
    }

    static final class Failing implements Environment<Guess, Hint> {
        @Override
        public StepResult<Hint> reset(ResetOptions options) {
            if (PLAYED.incrementAndGet() == 5) {
                throw new IllegalStateException("no database");
            }
            return StepResult.of(new Hint("think"));
        }

        @Override
        public StepResult<Hint> step(Guess guess) {
            return StepResult.terminated(new Hint("end"), 1);
        }
    }

    @OpenEnvTest(Failing.class)
    static class OneIsSpoilt {
        @OpenEnvTest
        @Repeat(value = 15, passRate = 0.8)
        void test(Trial<Guess, Hint> trial) {
            assertThat(trial.runPolicy(hint -> new Guess(1)).trajectory().terminated())
                    .isTrue();
        }
    }

    @Test
    void anEpisodeThatTheEnvironmentSpoiltFailsAndDoesNotCount() {
        var run = Engine.run(OneIsSpoilt.class);

        assertThat(run.results().testEvents().failed().count()).isEqualTo(1);
        assertThat(run.passed()).hasSize(15).endsWith("verdict");
    }
}
