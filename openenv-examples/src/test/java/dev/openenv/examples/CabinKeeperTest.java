package dev.openenv.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.rollout.Rollouts;
import org.junit.jupiter.api.Test;

class CabinKeeperTest {

    @Test
    void solvesMostNights() {
        var run = Rollouts.of(Cabin.provider()).policy(CabinKeeper::new).run();

        assertThat(run.outcomes()).doesNotContainKeys(Outcome.AGENT_FAILED, Outcome.ENVIRONMENT_FAILED);
        assertThat(run.solvedRate().orElseThrow()).isGreaterThanOrEqualTo(0.6);
    }

    @Test
    void neverAsksForMoreLogsThanThereAre() {
        var night = Rollouts.of(Cabin.provider())
                .policy(CabinKeeper::new)
                .play(ResetOptions.seed(3).with("logs", 2));

        assertThat(night.steps()).hasSize(8).allSatisfy(step -> assertThat(step.failure())
                .isEmpty());
        assertThat(night.last().orElseThrow().observation().logsLeft()).isZero();
    }
}
