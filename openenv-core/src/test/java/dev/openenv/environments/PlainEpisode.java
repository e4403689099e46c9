package dev.openenv.environments;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.Environment;
import dev.openenv.EnvironmentSpec;
import dev.openenv.Episode;
import dev.openenv.EpisodeRandom;
import dev.openenv.Observation;
import dev.openenv.Policy;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.Task;
import dev.openenv.Usage;
import java.util.ArrayList;
import java.util.List;

/** An episode played straight against an environment, every result kept. */
public final class PlainEpisode<A extends Action, O extends Observation> implements Episode<A, O> {

    private final Environment<A, O> environment;
    private final int maxSteps;
    private final List<StepResult<O>> results = new ArrayList<>();

    private PlainEpisode(Environment<A, O> environment, ResetOptions options, int maxSteps) {
        this.environment = environment;
        this.maxSteps = maxSteps;
        results.add(environment.reset(options));
    }

    public static <A extends Action, O extends Observation> PlainEpisode<A, O> played(
            Environment<A, O> environment, ResetOptions options, int maxSteps, Agent<A, O> agent) {
        var episode = new PlainEpisode<>(environment, options, maxSteps);
        try {
            agent.play(episode);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return episode;
    }

    public static <A extends Action, O extends Observation> PlainEpisode<A, O> following(
            Environment<A, O> environment, ResetOptions options, int maxSteps, Policy<A, O> policy) {
        return played(environment, options, maxSteps, Agent.of(policy));
    }

    /** The result of reset, then that of each step. */
    public List<StepResult<O>> results() {
        return List.copyOf(results);
    }

    public double totalReward() {
        return results.stream().mapToDouble(StepResult::rewardOrZero).sum();
    }

    @Override
    public EnvironmentSpec spec() {
        return EnvironmentSpec.builder("plain").build();
    }

    @Override
    public Task task() {
        return Task.of("plain");
    }

    @Override
    public StepResult<O> last() {
        return results.get(results.size() - 1);
    }

    @Override
    public boolean done() {
        return last().done() || stepCount() >= maxSteps;
    }

    @Override
    public int stepCount() {
        return results.size() - 1;
    }

    @Override
    public StepResult<O> step(A action) {
        results.add(environment.step(action));
        return last();
    }

    @Override
    public void report(Usage usage) {}

    @Override
    public EpisodeRandom random() {
        return new EpisodeRandom(0);
    }
}
