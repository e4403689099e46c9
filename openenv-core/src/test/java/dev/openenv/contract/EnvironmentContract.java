package dev.openenv.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EpisodeOrderException;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.json.JsonObject;
import dev.openenv.rollout.Rollouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What holds for every environment in every home. Extend it, say how the environment is opened and who plays it, and every
 * test here runs against it.
 *
 * @param <A> the actions
 * @param <O> the observations
 */
@Timeout(120)
public abstract class EnvironmentContract<A extends Action, O extends Observation> {

    private static final int MOST_STEPS = 60;
    private static final int MOST_IDLE_STEPS = 10_000;

    /** Opens the environment under test. */
    protected abstract EnvironmentProvider<A, O> provider();

    /** Plays it with allowed actions only, the same ones for the same seed. */
    protected abstract Supplier<? extends Agent<A, O>> player();

    /** Whether another seed gives another episode. */
    protected abstract boolean hasChance();

    /** An action that Java's types allow and the environment's rules do not, for its state after {@code reset}. */
    protected abstract Optional<A> impossibleAction();

    @Test
    void theSpecCanBePrinted() {
        var spec = provider().spec();
        assertThat(spec.toJson().names()).contains("name", "version", "description", "action", "observation");
        assertThat(spec.description()).isNotBlank();
    }

    @Test
    void stepBeforeResetFails() {
        try (var env = provider().open()) {
            assertThatThrownBy(() -> env.step(anAction()))
                    .isInstanceOf(EpisodeOrderException.class)
                    .hasMessageContaining("reset first");
        }
    }

    @Test
    void stepAfterTheEndFailsAndResetStartsAnother() {
        var played = Rollouts.of(provider()).agent(player()).play(ResetOptions.seed(1));
        try (var env = provider().open()) {
            var result = env.reset(ResetOptions.seed(1));
            for (var action : actions(played)) {
                result = env.step(action);
            }
            for (var i = 0; !result.done() && i < MOST_IDLE_STEPS; i++) { // its player stopped before the end
                result = env.step(actions(played).get(0));
            }
            assertThat(result.done()).as("every episode has an end").isTrue();
            assertThatThrownBy(() -> env.step(anAction()))
                    .isInstanceOf(EpisodeOrderException.class)
                    .hasMessageContaining("after the end");
            assertThat(env.reset(ResetOptions.seed(1)).done()).isFalse();
        }
    }

    @Test
    void callsAfterCloseFail() {
        var env = provider().open();
        env.reset(ResetOptions.seed(1));
        env.close();
        assertThatThrownBy(() -> env.step(anAction())).isInstanceOf(EpisodeOrderException.class);
        assertThatThrownBy(() -> env.reset(ResetOptions.seed(1)))
                .isInstanceOf(EpisodeOrderException.class)
                .hasMessageContaining("after close");
        assertThatThrownBy(env::state).isInstanceOf(EpisodeOrderException.class);
    }

    @Test
    void closeMayBeCalledTwiceAndBeforeReset() {
        var env = provider().open();
        env.close();
        env.close();
    }

    @Test
    void closeFromAnotherThreadEndsTheEnvironmentBetweenSteps() throws InterruptedException {
        var actions = actions(play(1));
        var env = provider().open();
        env.reset(ResetOptions.seed(1));
        var stepping = new CountDownLatch(1);
        var closer = new Thread(() -> {
            try {
                stepping.await(10, TimeUnit.SECONDS);
                env.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        closer.start();
        try {
            for (var i = 0; i < 100_000; i++) {
                for (var action : actions) {
                    env.step(action);
                    stepping.countDown();
                }
                env.reset(ResetOptions.seed(1));
            }
        } catch (EpisodeOrderException closed) {
            assertThat(closed).hasMessageContaining("after close");
        }
        closer.join(10_000);
        assertThatThrownBy(() -> env.reset(ResetOptions.seed(1))).isInstanceOf(EpisodeOrderException.class);
    }

    @Test
    void aNullActionIsRefusedAndTheWorldStaysUsable() {
        try (var env = provider().open()) {
            env.reset(ResetOptions.seed(1));
            var before = snapshot(env);
            assertThatThrownBy(() -> env.step(null)).isInstanceOf(InvalidActionException.class);
            assertThat(snapshot(env)).isEqualTo(before);
            assertThat(env.step(anAction())).isNotNull();
        }
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
    void resetClearsWhatWentBefore() {
        var played = play(7);
        try (var env = provider().open()) {
            run(env, 3, actions(play(3)).subList(0, 1));
            var again = run(env, 7, actions(played));
            assertThat(again).isEqualTo(json(played));
        }
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
    void twoEnvironmentsShareNothing() {
        var one = play(11);
        var two = play(12);
        try (var left = provider().open();
                var right = provider().open()) {
            var fromLeft = new ArrayList<>(List.of(json(left.reset(ResetOptions.seed(11)))));
            var fromRight = new ArrayList<>(List.of(json(right.reset(ResetOptions.seed(12)))));
            var leftActions = actions(one);
            var rightActions = actions(two);
            for (var i = 0; i < Math.max(leftActions.size(), rightActions.size()); i++) {
                if (i < leftActions.size()) {
                    fromLeft.add(json(left.step(leftActions.get(i))));
                }
                if (i < rightActions.size()) {
                    fromRight.add(json(right.step(rightActions.get(i))));
                }
            }
            assertThat(fromLeft).isEqualTo(json(one));
            assertThat(fromRight).isEqualTo(json(two));
        }
    }

    @Test
    void actionsAndObservationsSurviveJson() {
        var played = play(2);
        var actions = provider().actionCodec();
        var observations = provider().observationCodec();
        for (var action : actions(played)) {
            assertThat(actions.decode(actions.encode(action))).isEqualTo(action);
        }
        results(played).forEach(result -> {
            var observation = result.observation();
            assertThat(observations.decode(observations.encode(observation))).isEqualTo(observation);
        });
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
    void episodeIdAndStepCountAreHonoured() {
        var actions = actions(play(1));
        try (var env = provider().open()) {
            env.reset(ResetOptions.seed(1).withEpisodeId("mine"));
            assertThat(env.state().episodeId()).contains("mine");
            env.step(actions.get(0));
            assertThat(env.state().stepCount()).isPositive();
            env.reset(ResetOptions.seed(1));
            assertThat(env.state().episodeId()).isPresent().isNotEqualTo(Optional.of("mine"));
        }
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

    private A anAction() {
        return actions(play(1)).get(0);
    }

    private Trajectory<A, O> play(long seed) {
        return Rollouts.of(provider()).agent(player()).maxSteps(MOST_STEPS).play(ResetOptions.seed(seed));
    }

    private List<A> actions(Trajectory<A, O> trajectory) {
        assertThat(trajectory.failure()).isEmpty();
        return trajectory.steps().stream().map(step -> step.action()).toList();
    }

    private static <A extends Action, O extends Observation> List<StepResult<O>> results(Trajectory<A, O> trajectory) {
        var results = new ArrayList<StepResult<O>>();
        trajectory.initial().ifPresent(results::add);
        trajectory.steps().forEach(step -> step.result().ifPresent(results::add));
        return results;
    }

    private List<JsonObject> run(Environment<A, O> env, long seed, List<A> actions) {
        var seen = new ArrayList<>(List.of(json(env.reset(ResetOptions.seed(seed)))));
        actions.forEach(action -> seen.add(json(env.step(action))));
        return seen;
    }

    private List<JsonObject> json(Trajectory<A, O> trajectory) {
        return results(trajectory).stream().map(this::json).toList();
    }

    /** Everything an agent can see of a result. The run's own step limit is left out. */
    private JsonObject json(StepResult<O> result) {
        return JsonObject.builder()
                .put("observation", provider().observationCodec().encode(result.observation()))
                .put("reward", result.reward().isPresent() ? result.reward().getAsDouble() : null)
                .put("terminated", result.terminated())
                .put("metadata", result.metadata())
                .build();
    }

    private static String snapshot(Environment<?, ?> env) {
        return env.state() + "\n"
                + env.find(Rendering.class).map(Rendering::text).orElse("");
    }
}
