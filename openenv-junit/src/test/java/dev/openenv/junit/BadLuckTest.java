package dev.openenv.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Outcome;
import dev.openenv.junit.Number.Bisector;
import dev.openenv.junit.Number.Guess;
import dev.openenv.junit.Number.Hint;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Agents that never return, tests that are interrupted, a thousand episodes at the same time. */
class BadLuckTest {

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    @OpenEnvTest(value = Number.class, limit = "2s")
    static class Endless {

        @Test
        void waitsForEver(Trial<Guess, Hint> trial) {
            var played = trial.run(episode -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("interrupted", e);
                }
            });
            SEEN.add("waits " + played.trajectory().outcome());
        }

        @Test
        void stepsForEver(Trial<Guess, Hint> trial) {
            var played = trial.run(episode -> {
                while (true) {
                    episode.step(new Guess(0));
                }
            });
            SEEN.add("steps " + played.trajectory().outcome());
        }
    }

    @Test
    void anEpisodeThatTakesTooLongEnds() {
        var run = Engine.run(Endless.class);

        assertThat(run.messages()).isEmpty();
        assertThat(SEEN).anyMatch(line -> line.startsWith("waits ")).contains("steps " + Outcome.TRUNCATED);
    }

    @OpenEnvTest(Number.class)
    static class Interrupted {
        @Test
        @Timeout(1)
        void never(Trial<Guess, Hint> trial) {
            var played = trial.run(episode -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException("interrupted", e);
                }
            });
            SEEN.add("interrupted " + played.trajectory().outcome());
        }
    }

    @Test
    void aTestThatIsInterruptedEndsWithItsEpisodeCancelled() {
        var run = Engine.run(Interrupted.class);

        assertThat(run.messages()).singleElement().asString().contains("timed out after 1 second");
        assertThat(SEEN).contains("interrupted " + Outcome.CANCELLED);
        assertThat(Number.OPEN).hasValue(0);
    }

    @OpenEnvTest(Number.class)
    @Execution(ExecutionMode.CONCURRENT)
    static class Thousand {
        @OpenEnvTest
        @Seeds(from = 1, count = 1000)
        void solves(Trial<Guess, Hint> trial) {
            assertThat(trial.runPolicy(new Bisector()).trajectory().outcome()).isEqualTo(Outcome.SOLVED);
            SEEN.add("seed " + trial.seed());
        }
    }

    @Test
    void aThousandEpisodesAtTheSameTime() {
        var run = Engine.run(
                Thousand.class,
                Map.of(
                        "junit.jupiter.execution.parallel.enabled", "true",
                        "junit.jupiter.execution.parallel.config.strategy", "fixed",
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "16"));

        assertThat(run.messages()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(1000);
        assertThat(SEEN).filteredOn(line -> line.startsWith("seed ")).hasSize(1000);
        assertThat(Number.OPEN).hasValue(0);
    }
}
