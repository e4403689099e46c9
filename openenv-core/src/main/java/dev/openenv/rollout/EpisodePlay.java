package dev.openenv.rollout;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.Environment;
import dev.openenv.EpisodeRandom;
import dev.openenv.Failure;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.Retry;
import dev.openenv.Seeds;
import dev.openenv.Task;
import dev.openenv.Trajectory;
import dev.openenv.Usage;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task and attempt, from open to close, on one thread. It ends exactly once: by its own thread, or, when that thread
 * does not react to a cut in time, by whoever leaves it behind.
 */
final class EpisodePlay<A extends Action, O extends Observation> {

    /** What plays need from the run. */
    interface Host<A extends Action, O extends Observation> {
        void started(EpisodePlay<A, O> play);

        /** The agent has returned: grading and closing begin. Gives what to call when they are over. */
        Runnable settling(EpisodePlay<A, O> play);

        void ended(EpisodePlay<A, O> play, Trajectory<A, O> trajectory, int retries);

        /** A thread did not come back; for the episode's own it comes before {@link #ended}. */
        void leftBehind();

        void cameBackLate();
    }

    private static final Logger LOG = LoggerFactory.getLogger(EpisodePlay.class);

    private final RolloutPlan<A, O> plan;
    private final Host<A, O> host;
    private final int index;
    private final Task task;
    private final int attempt;
    private final String episodeId;
    private final ResetOptions options;
    private final ReentrantLock interrupting = new ReentrantLock();
    private final AtomicBoolean ended = new AtomicBoolean();
    private @Nullable Thread interruptible;
    private volatile boolean settled;
    private volatile @Nullable Outcome cut;
    private volatile @Nullable Trajectory<A, O> verdict;
    private volatile @Nullable RolloutEpisode<A, O> episode;
    private volatile long startNanos;
    private int retries;
    private Usage spent = Usage.none();

    EpisodePlay(RolloutPlan<A, O> plan, Host<A, O> host, int index) {
        this.plan = plan;
        this.host = host;
        this.index = index;
        this.task = plan.taskOf(index);
        this.attempt = plan.attemptOf(index);
        this.episodeId = plan.episodeId(task, attempt);
        var declared = plan.tasks().grading(task.id()).resetOptions();
        var seeded = declared.originalSeed().isPresent()
                ? declared
                : declared.withSeed(Seeds.episode(plan.seed(), task.id(), attempt));
        this.options = seeded.withEpisodeId(episodeId);
    }

    int index() {
        return index;
    }

    Task task() {
        return task;
    }

    int attempt() {
        return attempt;
    }

    /** Plays; to be called once, on a thread of its own. */
    void run() {
        Trajectory<A, O> trajectory;
        try {
            trajectory = playOnce();
            while (mayRetry(trajectory)) {
                retries++;
                LOG.info("environment failed, playing again episode={} failure={}", episodeId, trajectory.failure());
                spent = trajectory.usage();
                trajectory = playOnce();
            }
        } catch (Throwable t) {
            trajectory = failed(t);
        }
        if (ended.compareAndSet(false, true)) {
            host.ended(this, trajectory, retries);
        } else {
            host.cameBackLate();
        }
    }

    /** The trajectory of an episode that was never started. */
    Trajectory<A, O> neverPlayed() {
        return builder().outcome(Outcome.CANCELLED, null).build();
    }

    /**
     * Cuts the episode off: {@link Outcome#TRUNCATED} when time is up, {@link Outcome#CANCELLED} on demand. Once the agent
     * has returned it changes nothing but that the episode is not played again.
     */
    void cut(Outcome why) {
        interrupting.lock();
        try {
            if (cut == null) {
                cut = why;
            }
            if (settled) {
                return;
            }
            var running = episode;
            if (running != null) {
                running.end(cut == Outcome.CANCELLED ? "the run was cancelled" : "its time is up");
            }
            if (interruptible != null) {
                interruptible.interrupt();
            }
        } finally {
            interrupting.unlock();
        }
    }

    /** Ends the episode without its thread if the agent has still not returned. */
    void leaveBehindIfPlaying() {
        if (!settled) {
            leaveBehind(RunningRollouts.GRACE);
        }
    }

    /** Ends the episode without its thread, unless the thread has just ended it. A verdict that was reached is kept. */
    void leaveBehind(Duration waited) {
        var known = verdict;
        var trajectory = known != null ? known : stuck(waited);
        if (ended.compareAndSet(false, true)) {
            host.leftBehind();
            host.ended(this, trajectory, retries);
        }
    }

    private Trajectory<A, O> stuck(Duration waited) {
        var running = episode;
        var builder = running == null ? builder() : running.snapshot().toBuilder();
        var blame = Blame.AGENT;
        var where = "the agent";
        if (settled) {
            blame = Blame.CALLER;
            where = "the grader";
        } else if (running == null || running.inEnvironment()) {
            blame = Blame.ENVIRONMENT;
            where = "the environment";
        }
        var failure = Failure.of(
                "never_returned",
                where + " did not come back within " + waited.toMillis()
                        + (settled ? " ms of the agent's return" : " ms of being cut off")
                        + "; its thread was left behind",
                blame);
        var outcome = blame == Blame.AGENT ? Outcome.AGENT_FAILED : Outcome.ENVIRONMENT_FAILED;
        return builder.outcome(cut == Outcome.CANCELLED ? Outcome.CANCELLED : outcome, failure)
                .duration(elapsed())
                .build();
    }

    private boolean mayRetry(Trajectory<A, O> trajectory) {
        var cause = trajectory.failure().flatMap(Failure::cause);
        return trajectory.outcome() == Outcome.ENVIRONMENT_FAILED
                && cut == null
                && retries < plan.retries()
                && cause.isPresent()
                && cause.get() instanceof OpenEnvException known
                && known.retry() != Retry.NEVER;
    }

    private Trajectory<A, O> playOnce() {
        startNanos = System.nanoTime();
        episode = null;
        host.started(this);
        startInterrupts();
        @Nullable Environment<A, O> environment = null;
        @Nullable RolloutEpisode<A, O> running = null;
        @Nullable Throwable thrown = null;
        try {
            environment = plan.provider().open(plan.openLimit());
            running = begin(environment);
            Objects.requireNonNull(plan.agent().get(), "the supplier of agents returned null")
                    .play(running);
        } catch (Throwable t) {
            thrown = t;
        }
        var cutWhilePlaying = settle();
        var overdue = host.settling(this);
        try {
            if (running == null) {
                verdict = failed(Objects.requireNonNull(thrown));
            } else {
                if (!running.close(RunningRollouts.GRACE, host::cameBackLate)) {
                    host.leftBehind();
                }
                verdict = Judge.judge(plan, running, cutWhilePlaying, thrown, spent, elapsed());
            }
            if (environment != null) {
                close(environment);
            }
            return verdict;
        } finally {
            overdue.run();
        }
    }

    private RolloutEpisode<A, O> begin(Environment<A, O> environment) {
        var first = environment.reset(options);
        var running = new RolloutEpisode<>(
                environment,
                plan.provider().spec(),
                plan.provider().observationCodec(),
                task,
                new EpisodeRandom(Seeds.agent(Seeds.episode(plan.seed(), task.id(), attempt))),
                plan.limits(),
                builder(),
                first);
        episode = running;
        if (cut != null) {
            running.end("it was cut off");
        }
        return running;
    }

    private void close(Environment<A, O> environment) {
        try {
            environment.close();
        } catch (Throwable t) {
            LOG.warn("environment did not close cleanly episode={}", episodeId, t);
        }
    }

    private Trajectory<A, O> failed(Throwable t) {
        var outcome = cut == Outcome.CANCELLED ? Outcome.CANCELLED : Outcome.ENVIRONMENT_FAILED;
        var failure = Failure.of(t, Blame.ENVIRONMENT);
        return builder()
                .outcome(outcome, cut == Outcome.TRUNCATED ? notReadyInTime(failure) : failure)
                .usage(spent)
                .duration(elapsed())
                .build();
    }

    /**
     * What the interrupt made of a call says little. The agent never played, so it is no truncation, which would count
     * against it.
     */
    private Failure notReadyInTime(Failure interrupted) {
        return Failure.of(
                "not_ready_in_time",
                "the episode's time of " + plan.limits().time().toMillis()
                        + " ms was up before the environment was open and reset: " + interrupted.message(),
                interrupted.blame());
    }

    /** A cut that came before the thread did is made up for; an interrupt that an earlier try left is not ours. */
    private void startInterrupts() {
        interrupting.lock();
        try {
            Thread.interrupted();
            verdict = null;
            settled = false;
            interruptible = Thread.currentThread();
            if (cut != null) {
                interruptible.interrupt();
            }
        } finally {
            interrupting.unlock();
        }
    }

    /** From here on nothing interrupts this thread: grading and closing must not pay for the agent. */
    private @Nullable Outcome settle() {
        interrupting.lock();
        try {
            settled = true;
            interruptible = null;
            Thread.interrupted();
            return cut;
        } finally {
            interrupting.unlock();
        }
    }

    private Duration elapsed() {
        return startNanos == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - startNanos);
    }

    private Trajectory.Builder<A, O> builder() {
        var spec = plan.provider().spec();
        return Trajectory.<A, O>builder(spec.name(), spec.version(), episodeId)
                .agent(plan.agentName())
                .task(task, attempt)
                .resetOptions(options);
    }
}
