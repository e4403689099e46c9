package dev.openenv.fault;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.Effect;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What shall go wrong in agents, by chance: for tests of environments, of servers and of whatever runs agents. The same seed
 * means the same faults in the same episodes; they depend on this seed and the agent's own stream of chance in the episode,
 * which they do not disturb.
 *
 * <p>Immutable; each call gives a copy with one fault more.
 *
 * <pre>{@code
 * var unreliable = AgentFaults.seeded(42).crashes(0.01).givesUp(0.02).repeats(0.05);
 * Rollouts.of(words).agent(unreliable.on(Solver::new)).run();
 * }</pre>
 */
public final class AgentFaults {

    private final long seed;
    private final Map<FaultKind, Double> chances;
    private final Duration slow;
    private final FaultClock clock;
    private final FaultLog log;

    private AgentFaults(long seed, Map<FaultKind, Double> chances, Duration slow, FaultClock clock) {
        this.seed = seed;
        this.chances = chances;
        this.slow = slow;
        this.clock = clock;
        this.log = new FaultLog(seed);
    }

    /**
     * No faults yet.
     *
     * @param seed any number
     * @return faults to add to
     */
    public static AgentFaults seeded(long seed) {
        return new AgentFaults(seed, new EnumMap<>(FaultKind.class), Duration.ZERO, FaultClock.system());
    }

    private AgentFaults with(FaultKind kind, double chance, Duration time) {
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("a chance is from 0 to 1, got " + chance + " for " + kind.words());
        }
        var copy = new EnumMap<FaultKind, Double>(FaultKind.class);
        copy.putAll(chances);
        copy.put(kind, chance);
        return new AgentFaults(seed, copy, time, clock);
    }

    /**
     * The agent thinks for a while before a step.
     *
     * @param chance of each step, 0 to 1
     * @param by how long, at least zero
     * @return a copy
     */
    public AgentFaults slowSteps(double chance, Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("a delay must not be negative, got " + by);
        }
        return with(FaultKind.SLOW_STEP, chance, by);
    }

    /**
     * The agent does not come back until it is interrupted, ten minutes at most.
     *
     * @param chance of each step, 0 to 1
     * @return a copy
     */
    public AgentFaults hangs(double chance) {
        return with(FaultKind.HANG, chance, slow);
    }

    /**
     * The agent throws an exception of its own before a step.
     *
     * @param chance of each step, 0 to 1
     * @return a copy
     */
    public AgentFaults crashes(double chance) {
        return with(FaultKind.AGENT_CRASHED, chance, slow);
    }

    /**
     * The agent stops before a step.
     *
     * @param chance of each step, 0 to 1
     * @return a copy
     */
    public AgentFaults givesUp(double chance) {
        return with(FaultKind.AGENT_GAVE_UP, chance, slow);
    }

    /**
     * The agent takes a step twice, unless the first time ended the episode.
     *
     * @param chance of each step, 0 to 1
     * @return a copy
     */
    public AgentFaults repeats(double chance) {
        return with(FaultKind.AGENT_REPEATED, chance, slow);
    }

    /**
     * Says by which time agents are slow.
     *
     * @param time the time; the machine's own when nothing is said
     * @return a copy
     */
    public AgentFaults timedBy(FaultClock time) {
        return new AgentFaults(seed, chances, slow, Objects.requireNonNull(time, "clock"));
    }

    /**
     * Agents with these faults.
     *
     * @param agents makes an agent for one episode
     * @param <A> the actions
     * @param <O> the observations
     * @return makes an agent that meets faults
     */
    public <A extends Action, O extends Observation> Supplier<Agent<A, O>> on(Supplier<? extends Agent<A, O>> agents) {
        Objects.requireNonNull(agents, "agents");
        return () -> on(agents.get());
    }

    /**
     * An agent with these faults.
     *
     * @param agent plays, until a fault hinders it
     * @param <A> the actions
     * @param <O> the observations
     * @return the agent
     */
    public <A extends Action, O extends Observation> Agent<A, O> on(Agent<A, O> agent) {
        Objects.requireNonNull(agent, "agent");
        return episode -> {
            var unlucky = new FaultyEpisode<>(episode, chances, seed, this::pass, log, slow);
            try {
                agent.play(unlucky);
            } catch (FaultyEpisode.GaveUp e) {
                if (!e.of(unlucky)) {
                    throw e;
                }
            }
        };
    }

    private void pass(Duration time) {
        try {
            clock.pass(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OpenEnvException.interrupted("thought about a step", Effect.NOT_APPLIED, Retry.NEVER, e);
        }
    }

    /**
     * Which faults the agents have met so far. An agent does not know its episode's id: what stands there is the id of its
     * task, and as the seed a number drawn from the agent's own stream.
     *
     * @return what is known now
     */
    public FaultReport report() {
        return log.report();
    }

    @Override
    public String toString() {
        return "AgentFaults[seed " + seed + ", chances " + chances + "]";
    }
}
