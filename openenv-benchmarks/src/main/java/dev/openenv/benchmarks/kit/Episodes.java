package dev.openenv.benchmarks.kit;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;

import dev.openenv.benchmarks.kit.Nothing.Nudge;
import dev.openenv.benchmarks.kit.Nothing.Seen;
import dev.openenv.junit.OpenEnvTest;
import dev.openenv.junit.Seeds;
import dev.openenv.junit.Trial;
import org.junit.jupiter.api.RepeatedTest;

/** The same number of tests, with an episode each and with nothing. */
final class Episodes {

    static final int COUNT = 2_000;

    private Episodes() {}

    @OpenEnvTest(Nothing.class)
    static final class Played {
        @OpenEnvTest
        @Seeds(from = 1, count = COUNT)
        void episode(Trial<Nudge, Seen> trial) {
            assertThat(trial.runPolicy(seen -> new Nudge(1))).withinSteps(1);
        }
    }

    static final class Empty {
        @RepeatedTest(COUNT)
        void test() {}
    }
}
