package dev.openenv.junit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EpisodeOrderException;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.json.JsonObject;
import dev.openenv.rollout.Rollouts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What holds for every provider, in whatever home its environments live: the order of calls, independence of environments and
 * threads, JSON, closing. Extend it, say how the environment is opened and who plays it, and every test here runs against it.
 *
 * <pre>{@code
 * class MyHomeTest extends ProviderContract<Guess, Feedback> {
 *     protected EnvironmentProvider<Guess, Feedback> provider() { return home; }
 *     protected Supplier<Agent<Guess, Feedback>> player() { return () -> Agent.of(new Solver()); }
 * }
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
@Timeout(120)
public abstract class ProviderContract<A extends Action, O extends Observation> extends EpisodesUnderTest<A, O> {

    private static final int MOST_IDLE_STEPS = 10_000;
    private static final int AT_THE_SAME_TIME = 4;

    /** For subclasses. */
    protected ProviderContract() {}

    /**
     * Opens the environment under test; asked for many times.
     *
     * @return a provider with room for {@value #AT_THE_SAME_TIME} environments
     */
    @Override
    protected abstract EnvironmentProvider<A, O> provider();

    /**
     * Plays it with allowed actions only, the same ones for the same seed.
     *
     * @return makes an agent for each episode
     */
    @Override
    protected abstract Supplier<? extends Agent<A, O>> player();

    @Test
    void theSpecIsTheSameAtEveryCall() {
        var provider = provider();
        assertThat(provider.spec()).isEqualTo(provider.spec());
        assertThat(provider.spec().toJson().names())
                .contains("name", "version", "description", "action", "observation");
        assertThat(provider.actionCodec().schema())
                .isEqualTo(provider.actionCodec().schema());
        assertThat(provider.tasks()).isNotNull();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        try (var env = provider().open()) {
            assertThat(env.find(Missing.class)).isEmpty();
            assertThat(env.find(Environment.class)).isPresent();
        }
    }

    private interface Missing {}

    @Test
    void environmentsThatWereClosedMakeRoomForOthers() {
        var provider = provider();
        for (var i = 0; i < 2 * AT_THE_SAME_TIME; i++) {
            try (var env = provider.open()) {
                env.reset(ResetOptions.seed(i));
            }
        }
    }

    @Test
    void manyThreadsPlayAtTheSameTimeAsIfEachWereAlone() throws InterruptedException {
        var provider = provider();
        var alone = new ArrayList<List<JsonObject>>();
        for (var seed = 0; seed < AT_THE_SAME_TIME; seed++) {
            alone.add(json(play(seed)));
        }
        var run = Collections.synchronizedList(
                new ArrayList<List<JsonObject>>(Collections.nCopies(AT_THE_SAME_TIME, List.of())));
        var threads = new ArrayList<Thread>();
        for (var seed = 0; seed < AT_THE_SAME_TIME; seed++) {
            var mine = seed;
            var thread = new Thread(() -> run.set(mine, json(play(provider, mine))));
            thread.start();
            threads.add(thread);
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(run).isEqualTo(alone);
    }

    @Test
    void withoutASeedAnEpisodeHasOneOfItsOwnAndAnId() {
        try (var env = provider().open()) {
            assertThat(env.reset().done()).isFalse();
            assertThat(env.state().episodeId()).isPresent();
        }
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
    @SuppressWarnings("NullAway") // that is the point
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
    void resetClearsWhatWentBefore() {
        var played = play(7);
        try (var env = provider().open()) {
            run(env, 3, actions(play(3)).subList(0, 1));
            var again = run(env, 7, actions(played));
            assertThat(again).isEqualTo(json(played));
        }
    }
}
