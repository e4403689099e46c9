package dev.openenv.fault;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.SpecException;
import dev.openenv.tools.ToolAction;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What shall go wrong in environments, by chance or in places that are named. The same seed means the same faults in the same
 * episodes, whatever runs beside them: they depend on this seed, the episode's own seed and how often the episode was begun
 * (an episode is known again by its id), so that an episode that is played again meets other faults.
 *
 * <p>Failures are those of the real thing: a lost connection and a reply that cannot be read are the {@link
 * dev.openenv.remote.RemoteException}s of a remote environment, which is of no use after them; a container out of memory is
 * an error with the code {@code out_of_memory}; a hang ends by an interrupt. {@link dev.openenv.rollout.Rollouts} plays such
 * episodes again.
 *
 * <p>Immutable; each call gives a copy with one fault more.
 *
 * <pre>{@code
 * var shaky = Faults.seeded(42)
 *         .slowSteps(0.1, Duration.ofMillis(20))
 *         .droppedAfter(0.05)
 *         .failingTool("search", 3)
 *         .on(desk);
 * var run = Rollouts.of(shaky).agent(Clerk::new).retries(3).run();
 * System.out.println(shaky.report());
 * }</pre>
 */
public final class Faults {

    private final FaultPlan plan;

    private Faults(FaultPlan plan) {
        this.plan = plan;
    }

    /**
     * No faults yet.
     *
     * @param seed any number
     * @return faults to add to
     */
    public static Faults seeded(long seed) {
        return new Faults(new FaultPlan(seed));
    }

    private Faults with(Consumer<FaultPlan> change) {
        var copy = new FaultPlan(plan);
        change.accept(copy);
        return new Faults(copy);
    }

    private Faults chance(FaultKind kind, double chance) {
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("a chance is from 0 to 1, got " + chance + " for " + kind.words());
        }
        return with(copy -> copy.chances.put(kind, chance));
    }

    private static Duration positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be above zero, got " + value);
        }
        return value;
    }

    /**
     * Steps take longer.
     *
     * @param chance of each step, 0 to 1
     * @param by how much longer, above zero
     * @return a copy
     */
    public Faults slowSteps(double chance, Duration by) {
        positive("a delay", by);
        return chance(FaultKind.SLOW_STEP, chance).with(copy -> copy.slow = by);
    }

    /**
     * The connection breaks before a step is taken.
     *
     * @param chance of each step, 0 to 1
     * @return a copy
     */
    public Faults droppedBefore(double chance) {
        return chance(FaultKind.DROPPED_BEFORE, chance);
    }

    /**
     * The connection breaks after a step was taken.
     *
     * @param chance of each step, 0 to 1
     * @return a copy
     */
    public Faults droppedAfter(double chance) {
        return chance(FaultKind.DROPPED_AFTER, chance);
    }

    /**
     * A step is taken and its reply cannot be read.
     *
     * @param chance of each step, 0 to 1
     * @return a copy
     */
    public Faults garbledReply(double chance) {
        return chance(FaultKind.GARBLED_REPLY, chance);
    }

    /**
     * What carries the world runs out of memory and is killed before a step.
     *
     * @param chance of each step, 0 to 1
     * @return a copy
     */
    public Faults outOfMemory(double chance) {
        return chance(FaultKind.OUT_OF_MEMORY, chance);
    }

    /**
     * A step does not come back until its thread is interrupted, ten minutes at most.
     *
     * @param chance of each step, 0 to 1
     * @return a copy
     */
    public Faults hangs(double chance) {
        return chance(FaultKind.HANG, chance);
    }

    /**
     * The time jumps before a step; only who looks at the clock of {@link #timedBy} sees it.
     *
     * @param chance of each step, 0 to 1
     * @param by how far ahead, or back when negative; not zero
     * @return a copy
     */
    public Faults clockJumps(double chance, Duration by) {
        if (by.isZero()) {
            throw new IllegalArgumentException("a jump must not be zero");
        }
        return chance(FaultKind.CLOCK_JUMP, chance).with(copy -> copy.jump = by);
    }

    /**
     * There is no free place for an environment. Which episode an environment is opened for is known at its first reset, so
     * that is where the refusal comes.
     *
     * @param chance of each episode, 0 to 1
     * @return a copy
     */
    public Faults openRefused(double chance) {
        return chance(FaultKind.OPEN_REFUSED, chance);
    }

    /**
     * One call of a tool fails, in every episode. The tool is not called; what the agent sees is an execution error. Calls
     * that code makes do not count: they never leave the environment that runs the code, and faults stand around it. A tool
     * that shall fail there has to throw by itself.
     *
     * @param tool the tool's name
     * @param call which call of it in the episode, from 1
     * @return a copy
     */
    public Faults failingTool(String tool, int call) {
        Objects.requireNonNull(tool, "tool");
        if (call < 1) {
            throw new IllegalArgumentException("calls are counted from 1, got " + call);
        }
        return with(copy -> copy.failTool(tool, call));
    }

    /**
     * Calls of tools fail, whichever tools they are.
     *
     * @param chance of each step that calls tools, 0 to 1; of several calls in one step the first one fails
     * @return a copy
     */
    public Faults failingTools(double chance) {
        return chance(FaultKind.TOOL_FAILED, chance);
    }

    /**
     * Something goes wrong in one place, in the first try of every episode.
     *
     * @param step in which step, from 0; -1 for {@link FaultKind#OPEN_REFUSED}
     * @param kind what goes wrong; slow steps take 20 ms longer and clocks jump an hour ahead unless said otherwise
     * @return a copy
     * @throws IllegalArgumentException for a fault of agents, or one that cannot be in that place
     */
    public Faults at(int step, FaultKind kind) {
        var opening = kind == FaultKind.OPEN_REFUSED;
        if (kind.name().startsWith("AGENT_") || (opening ? step != -1 : step < 0)) {
            throw new IllegalArgumentException("no " + kind.words() + " in step " + step + " of an environment");
        }
        return with(copy -> copy.place(step, kind));
    }

    /**
     * Says by which time steps are slow, and which time jumps.
     *
     * @param clock the time; the machine's own when nothing is said
     * @return a copy
     */
    public Faults timedBy(FaultClock clock) {
        Objects.requireNonNull(clock, "clock");
        return with(copy -> copy.clock = clock);
    }

    /**
     * Begins with a later try: the faults that an episode met when it was played again for the first time are those of try 1.
     *
     * @param attempt at least 0
     * @return a copy
     */
    public Faults fromTry(int attempt) {
        if (attempt < 0) {
            throw new IllegalArgumentException("tries are counted from 0, got " + attempt);
        }
        return with(copy -> copy.firstTry = attempt);
    }

    /**
     * A provider whose environments meet these faults.
     *
     * @param provider opens the environments, in whatever home
     * @param <A> the actions
     * @param <O> the observations
     * @return a provider with a report of its own
     * @throws SpecException when tools shall fail where there are none
     */
    public <A extends Action, O extends Observation> FaultyProvider<A, O> on(EnvironmentProvider<A, O> provider) {
        if (plan.failsTools()
                && !ToolAction.class.isAssignableFrom(provider.actionCodec().type())) {
            throw new SpecException("tools cannot fail in " + provider.spec().name() + ": its actions are "
                    + provider.actionCodec().type().getName() + ", not calls of tools");
        }
        return FaultyProvider.of(provider, plan);
    }

    @Override
    public String toString() {
        return "Faults[" + plan + "]";
    }
}
