package dev.openenv.junit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.json.JsonObject;
import dev.openenv.rollout.Rollouts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Plays episodes and tells what an agent saw in them, so that two can be compared. */
abstract class EpisodesUnderTest<A extends Action, O extends Observation> {

    private static final int MOST_STEPS = 60;

    /**
     * Opens the environment under test.
     *
     * @return the provider
     */
    protected abstract EnvironmentProvider<A, O> provider();

    /**
     * Plays it.
     *
     * @return makes an agent for each episode
     */
    protected abstract Supplier<? extends Agent<A, O>> player();

    final A anAction() {
        return actions(play(1)).get(0);
    }

    final Trajectory<A, O> play(long seed) {
        return play(provider(), seed);
    }

    final Trajectory<A, O> play(EnvironmentProvider<A, O> provider, long seed) {
        return Rollouts.of(provider).agent(player()).maxSteps(MOST_STEPS).play(ResetOptions.seed(seed));
    }

    final List<A> actions(Trajectory<A, O> trajectory) {
        assertThat(trajectory.failure()).isEmpty();
        return trajectory.steps().stream().map(step -> step.action()).toList();
    }

    final List<StepResult<O>> results(Trajectory<A, O> trajectory) {
        var results = new ArrayList<StepResult<O>>();
        trajectory.initial().ifPresent(results::add);
        trajectory.steps().forEach(step -> step.result().ifPresent(results::add));
        return results;
    }

    final List<JsonObject> run(Environment<A, O> env, long seed, List<A> actions) {
        var seen = new ArrayList<>(List.of(json(env.reset(ResetOptions.seed(seed)))));
        actions.forEach(action -> seen.add(json(env.step(action))));
        return seen;
    }

    final List<JsonObject> json(Trajectory<A, O> trajectory) {
        return results(trajectory).stream().map(this::json).toList();
    }

    /** Everything an agent can see of a result. The run's own step limit is left out. */
    final JsonObject json(StepResult<O> result) {
        return JsonObject.builder()
                .put("observation", provider().observationCodec().encode(result.observation()))
                .put("reward", result.reward().isPresent() ? result.reward().getAsDouble() : null)
                .put("terminated", result.terminated())
                .put("metadata", result.metadata())
                .build();
    }

    static String snapshot(Environment<?, ?> env) {
        return env.state() + "\n"
                + env.find(Rendering.class).map(Rendering::text).orElse("");
    }
}
