package dev.openenv.rollout;

import dev.openenv.Action;
import dev.openenv.EnvironmentSpec;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.Trajectory;
import dev.openenv.Usage;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What came out of a run: every episode as a {@link Trajectory}, in the order of the tasks and attempts whatever order
 * they finished in.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * var run = Rollouts.of(words).policy(Solver::new).tasks(tasks).run();
 * run.solvedRate();                 // OptionalDouble[0.97]
 * run.count(Outcome.AGENT_FAILED);  // 1
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class Run<A extends Action, O extends Observation> {

    private final EnvironmentSpec spec;
    private final String agent;
    private final List<Trajectory<A, O>> trajectories;
    private final Duration duration;
    private final int retries;
    private final int abandonedThreads;
    private final Map<Outcome, Integer> outcomes;

    Run(
            EnvironmentSpec spec,
            String agent,
            List<Trajectory<A, O>> trajectories,
            Duration duration,
            int retries,
            int abandonedThreads) {
        this.spec = spec;
        this.agent = agent;
        this.trajectories = List.copyOf(trajectories);
        this.duration = duration;
        this.retries = retries;
        this.abandonedThreads = abandonedThreads;
        var counts = new EnumMap<Outcome, Integer>(Outcome.class);
        for (var trajectory : trajectories) {
            counts.merge(trajectory.outcome(), 1, Integer::sum);
        }
        this.outcomes = Collections.unmodifiableMap(counts);
    }

    /**
     * The environment.
     *
     * @return its spec
     */
    public EnvironmentSpec spec() {
        return spec;
    }

    /**
     * The agent's name.
     *
     * @return as given to the run
     */
    public String agent() {
        return agent;
    }

    /**
     * The episodes.
     *
     * @return one for each task and attempt, in that order
     */
    public List<Trajectory<A, O>> trajectories() {
        return trajectories;
    }

    /**
     * Wall time of the whole run.
     *
     * @return above zero
     */
    public Duration duration() {
        return duration;
    }

    /**
     * Episodes that were played again because the environment failed in a way that may pass.
     *
     * @return at least 0
     */
    public int retries() {
        return retries;
    }

    /**
     * Threads of this run that never came back from an agent or an environment.
     *
     * @return at least 0
     */
    public int abandonedThreads() {
        return abandonedThreads;
    }

    /**
     * How many episodes came out like this.
     *
     * @param outcome an outcome
     * @return at least 0
     */
    public int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    /**
     * The outcomes that occurred.
     *
     * @return counts, in the order of {@link Outcome}
     */
    public Map<Outcome, Integer> outcomes() {
        return outcomes;
    }

    /**
     * The share of solved episodes among those that say something about the agent.
     *
     * @return 0 to 1, or empty when there is none or when nothing declares what solved means
     * @see Outcome#countsForAgent()
     */
    public OptionalDouble solvedRate() {
        if (count(Outcome.FINISHED) > 0) {
            return OptionalDouble.empty();
        }
        return trajectories.stream()
                .filter(trajectory -> trajectory.outcome().countsForAgent())
                .mapToInt(trajectory -> trajectory.outcome() == Outcome.SOLVED ? 1 : 0)
                .average();
    }

    /**
     * The mean total reward of the episodes that say something about the agent.
     *
     * @return the mean, or empty when there is none
     */
    public OptionalDouble meanReward() {
        return trajectories.stream()
                .filter(trajectory -> trajectory.outcome().countsForAgent())
                .mapToDouble(Trajectory::totalReward)
                .average();
    }

    /**
     * What the agent used in all episodes.
     *
     * @return the sum
     */
    public Usage usage() {
        return trajectories.stream().map(Trajectory::usage).reduce(Usage.none(), Usage::plus);
    }

    @Override
    public String toString() {
        return "Run[" + spec.name() + ", agent=" + agent + ", " + outcomes + ", " + duration.toMillis() + " ms]";
    }
}
