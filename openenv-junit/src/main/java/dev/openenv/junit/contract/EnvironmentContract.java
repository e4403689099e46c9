package dev.openenv.junit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.openenv.Action;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.rollout.Rollouts;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What holds for every environment in every home, beside what holds for its provider: the same seed gives the same episode,
 * impossible actions change nothing, rewards stay in their range, there is a drawing, and the shipped agent plays. Extend it,
 * say how the environment is opened and who plays it, and every test here runs against it.
 *
 * @param <A> the actions
 * @param <O> the observations
 */
@Timeout(120)
public abstract class EnvironmentContract<A extends Action, O extends Observation> extends ProviderContract<A, O> {

    /** For subclasses. */
    protected EnvironmentContract() {}

    /**
     * Whether another seed gives another episode.
     *
     * @return true when chance has a part in it
     */
    protected abstract boolean hasChance();

    /**
     * An action that Java's types allow and the environment's rules do not, for its state after {@code reset}.
     *
     * @return the action, or empty when every action that the types allow is possible
     */
    protected abstract Optional<A> impossibleAction();

    @Test
    void itIsDescribed() {
        assertThat(provider().spec().description()).isNotBlank();
    }

    @Test
    void anImpossibleActionIsRefusedAndTheWorldStaysAsItWas() {
        var impossible = impossibleAction();
        assumeTrue(impossible.isPresent(), "every action that the types allow is possible");
        try (var env = provider().open()) {
            env.reset(ResetOptions.seed(1));
            var before = snapshot(env);
            assertThatThrownBy(() -> env.step(impossible.get()))
                    .isInstanceOfSatisfying(InvalidActionException.class, e -> {
                        assertThat(e.field()).isPresent();
                        assertThat(e.expected()).isPresent();
                    });
            assertThat(snapshot(env)).isEqualTo(before);
            var after = json(env.step(anAction()));
            env.reset(ResetOptions.seed(1));
            assertThat(json(env.step(anAction()))).isEqualTo(after);
        }
    }

    @Test
    void theSameSeedGivesTheSameEpisode() {
        var first = play(5);
        var second = play(5);
        assertThat(json(second)).isEqualTo(json(first));
    }

    @Test
    void otherSeedsGiveOtherEpisodesExactlyWhereThereIsChance() {
        var first = json(play(0));
        var same = 0;
        for (var seed = 1; seed <= 20; seed++) {
            same += json(play(seed)).equals(first) ? 1 : 0;
        }
        if (hasChance()) {
            assertThat(same).as("of 20 other seeds, the same episode").isLessThan(20);
        } else {
            assertThat(same).as("of 20 other seeds, the same episode").isEqualTo(20);
        }
    }

    @Test
    void rewardsStayInTheDeclaredRange() {
        var range = provider().spec().rewardRange();
        assertThat(range).as("declared reward range").isPresent();
        results(play(2)).forEach(result -> result.reward()
                .ifPresent(reward -> assertThat(range.get().contains(reward))
                        .as("%s in %s", reward, range.get())
                        .isTrue()));
    }

    @Test
    void itCanBeDrawnBeforeDuringAndAfterAnEpisode() {
        var actions = actions(play(1));
        try (var env = provider().open()) {
            var rendering = env.find(Rendering.class);
            assertThat(rendering).as("a text rendering").isPresent();
            env.reset(ResetOptions.seed(1));
            assertThat(rendering.get().text()).isNotBlank().doesNotEndWith("\n");
            actions.forEach(action -> {
                env.step(action);
                assertThat(rendering.get().text()).isNotBlank();
                rendering.get().svg().ifPresent(svg -> assertThat(svg).startsWith("<svg"));
            });
        }
    }

    @Test
    void theShippedAgentNeverFails() {
        var run = Rollouts.of(provider()).agent(player()).episodes(10).run();
        assertThat(run.trajectories())
                .allSatisfy(trajectory -> assertThat(trajectory.failure()).isEmpty());
        assertThat(run.outcomes())
                .doesNotContainKeys(Outcome.AGENT_FAILED, Outcome.ENVIRONMENT_FAILED, Outcome.CANCELLED);
    }
}
