package dev.openenv.rollout;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Grader;
import dev.openenv.Grading;
import dev.openenv.Observation;
import dev.openenv.Policy;
import dev.openenv.ResetOptions;
import dev.openenv.SpecException;
import dev.openenv.Task;
import dev.openenv.TaskSet;
import dev.openenv.Trajectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs an agent through episodes: say who plays, which tasks, how often and within which limits, then {@link #run()}.
 *
 * <p>Each episode opens an environment of its own, gets an agent of its own, and runs on a thread of its own: a platform
 * thread up to 64 episodes at a time, a virtual thread beyond that where the JVM has them. The same seed gives the same
 * episodes whatever the parallelism. An episode that fails does not disturb the others.
 *
 * <p>Confined to one thread while it is told what to do; {@link #run()} and {@link #start()} may be called more than once.
 *
 * <pre>{@code
 * var run = Rollouts.of(words)
 *         .policy("solver", Solver::new)
 *         .tasks(words.tasks().split("test"))
 *         .attempts(3)
 *         .parallel(8)
 *         .run();
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class Rollouts<A extends Action, O extends Observation> {

    private final EnvironmentProvider<A, O> provider;
    private final List<RolloutListener<A, O>> listeners = new ArrayList<>();
    private String agentName = "agent";
    private @Nullable Supplier<? extends Agent<A, O>> agent;
    private @Nullable TaskSet tasks;
    private int attempts = 1;
    private int parallel = Runtime.getRuntime().availableProcessors();
    private long seed;
    private int maxSteps = 100_000;
    private int invalidActions = 3;
    private int retries = 1;
    private Duration episodeLimit = Duration.ofHours(1);
    private Duration openLimit = EnvironmentProvider.DEFAULT_OPEN_LIMIT;
    private Duration closeLimit = Duration.ofSeconds(30);
    private boolean drawings;
    private @Nullable Grader<A, O> grader;

    private Rollouts(EnvironmentProvider<A, O> provider) {
        this.provider = Objects.requireNonNull(provider, "provider");
    }

    /**
     * Rollouts in an environment, over the tasks that come with it.
     *
     * @param provider opens the environment, in whatever home
     * @param <A> the actions
     * @param <O> the observations
     * @return rollouts without an agent yet
     */
    public static <A extends Action, O extends Observation> Rollouts<A, O> of(EnvironmentProvider<A, O> provider) {
        return new Rollouts<>(provider);
    }

    /**
     * Says who plays.
     *
     * @param supplier makes an agent for one episode
     * @return this
     */
    public Rollouts<A, O> agent(Supplier<? extends Agent<A, O>> supplier) {
        agent = Objects.requireNonNull(supplier, "agent");
        return this;
    }

    /**
     * Says who plays, by name.
     *
     * @param name stands in records and reports
     * @param supplier makes an agent for one episode
     * @return this
     */
    public Rollouts<A, O> agent(String name, Supplier<? extends Agent<A, O>> supplier) {
        agentName = Objects.requireNonNull(name, "name");
        return agent(supplier);
    }

    /**
     * Says who plays, as a policy.
     *
     * @param supplier makes a policy for one episode
     * @return this
     */
    public Rollouts<A, O> policy(Supplier<? extends Policy<A, O>> supplier) {
        Objects.requireNonNull(supplier, "policy");
        return agent(() -> Agent.of(supplier.get()));
    }

    /**
     * Says who plays, as a policy, by name.
     *
     * @param name stands in records and reports
     * @param supplier makes a policy for one episode
     * @return this
     */
    public Rollouts<A, O> policy(String name, Supplier<? extends Policy<A, O>> supplier) {
        agentName = Objects.requireNonNull(name, "name");
        return policy(supplier);
    }

    /**
     * Says which tasks are played, one episode for each task and attempt.
     *
     * @param set the tasks; by default those of the provider
     * @return this
     */
    public Rollouts<A, O> tasks(TaskSet set) {
        tasks = Objects.requireNonNull(set, "tasks");
        return this;
    }

    /**
     * Plays a number of episodes that differ by seed only, instead of tasks.
     *
     * @param count at least 1
     * @return this
     */
    public Rollouts<A, O> episodes(int count) {
        var builder = TaskSet.builder();
        for (var i = 0; i < count; i++) {
            builder.add(Task.of("episode-" + i));
        }
        return tasks(builder.build());
    }

    /**
     * Says how often each task is played.
     *
     * @param count at least 1; 1 by default
     * @return this
     */
    public Rollouts<A, O> attempts(int count) {
        attempts = atLeastOne("attempts", count);
        return this;
    }

    /**
     * Says how many episodes run at the same time.
     *
     * @param episodes at least 1; by default as many as there are processors
     * @return this
     */
    public Rollouts<A, O> parallel(int episodes) {
        parallel = atLeastOne("parallel", episodes);
        return this;
    }

    /**
     * Says the seed of the run, from which episodes and agents get theirs unless a task names its own.
     *
     * @param value any number; 0 by default
     * @return this
     * @see dev.openenv.Seeds
     */
    public Rollouts<A, O> seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Limits the steps of each episode, beside the environment's own limit.
     *
     * @param steps at least 1; 100,000 by default, so that a world that forgot its end does not fill the memory
     * @return this
     */
    public Rollouts<A, O> maxSteps(int steps) {
        maxSteps = atLeastOne("maxSteps", steps);
        return this;
    }

    /**
     * Limits the wall time of each episode. At the limit the episode's thread is interrupted; an agent or environment
     * that does not react within half a second is left behind and its episode counts as its failure. Opening and the
     * reset are part of it: when time is up before the agent could begin, the environment failed, {@code not_ready_in_time}.
     *
     * @param limit above zero; one hour by default
     * @return this
     */
    public Rollouts<A, O> episodeLimit(Duration limit) {
        episodeLimit = Objects.requireNonNull(limit, "episodeLimit");
        return this;
    }

    /**
     * Says how many refused actions in a row end an episode as the agent's failure.
     *
     * @param inARow at least 1; 3 by default
     * @return this
     */
    public Rollouts<A, O> invalidActionLimit(int inARow) {
        invalidActions = atLeastOne("invalidActionLimit", inARow);
        return this;
    }

    /**
     * Says how often an episode is played again when the environment failed in a way that may pass (a lost connection, no
     * free place). What the environment's own code throws is never played again.
     *
     * @param times at least 0; 1 by default
     * @return this
     */
    public Rollouts<A, O> retries(int times) {
        if (times < 0) {
            throw new IllegalArgumentException("retries must be at least 0, got " + times);
        }
        retries = times;
        return this;
    }

    /**
     * Says how long an episode waits for a free environment.
     *
     * @param limit above zero
     * @return this
     */
    public Rollouts<A, O> openLimit(Duration limit) {
        openLimit = Objects.requireNonNull(limit, "openLimit");
        return this;
    }

    /**
     * Limits grading and closing, which come after the agent has returned and are not disturbed by its limits. At the
     * limit the episode keeps its verdict and its thread is left behind.
     *
     * @param limit above zero; 30 seconds by default
     * @return this
     */
    public Rollouts<A, O> closeLimit(Duration limit) {
        closeLimit = Objects.requireNonNull(limit, "closeLimit");
        return this;
    }

    /**
     * Keeps a drawing of the world after each step, where the environment can be drawn.
     *
     * @param keep false by default
     * @return this
     */
    public Rollouts<A, O> drawings(boolean keep) {
        drawings = keep;
        return this;
    }

    /**
     * Lets a grader decide what is solved, instead of the environment's criterion.
     *
     * @param value the grader
     * @return this
     */
    public Rollouts<A, O> grader(Grader<A, O> value) {
        grader = Objects.requireNonNull(value, "grader");
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener hears what happens; one that throws stops the run
     * @return this
     */
    public Rollouts<A, O> listener(RolloutListener<A, O> listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Plays all episodes and waits.
     *
     * @return what came out; when this thread is interrupted, the run is cancelled, what was done is returned and the
     *     thread's interrupt status is set
     * @throws RunFailedException when the run was stopped because it could not go on; what was done is in it
     * @throws SpecException when no agent was named or there is nothing to play
     */
    public Run<A, O> run() {
        return await(start());
    }

    /**
     * Starts to play and returns at once.
     *
     * @return the run under way
     * @throws SpecException when no agent was named or there is nothing to play
     */
    public RunningRollouts<A, O> start() {
        return start(tasks == null ? provider.tasks() : tasks);
    }

    /**
     * Plays one episode and waits.
     *
     * @param options how it starts
     * @return what happened
     */
    public Trajectory<A, O> play(ResetOptions options) {
        var one = TaskSet.builder().add(Task.of("episode"), Grading.of(options)).build();
        return await(start(one)).trajectories().get(0);
    }

    /** Waits without giving up: an interrupt cancels the run, and is kept for the caller. */
    private static <A extends Action, O extends Observation> Run<A, O> await(RunningRollouts<A, O> running) {
        var interrupted = false;
        try {
            while (true) {
                try {
                    return running.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                    running.cancel();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private RunningRollouts<A, O> start(TaskSet set) {
        if (agent == null) {
            throw new SpecException("nobody plays: call agent(...) or policy(...) first");
        }
        if (set.isEmpty()) {
            throw new SpecException("there is nothing to play: "
                    + provider.spec().name() + " brings no tasks; call tasks(...) or episodes(...)");
        }
        return new RunningRollouts<>(new RolloutPlan<>(
                        provider,
                        agentName,
                        agent,
                        set,
                        set.tasks(),
                        attempts,
                        parallel,
                        seed,
                        new EpisodeLimits(
                                maxSteps,
                                invalidActions,
                                episodeLimit,
                                drawings,
                                listeners.stream().anyMatch(RolloutListener::writesJson)),
                        openLimit,
                        closeLimit,
                        retries,
                        grader,
                        List.copyOf(listeners)))
                .start();
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
        return value;
    }
}
