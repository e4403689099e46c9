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

        void ended(EpisodePlay<A, O> play, Trajectory<A, O> trajectory, int retries);

        /** The episode has ended without its thread; comes before {@link #ended}. */
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
    private volatile @Nullable Outcome cut;
    private volatile @Nullable RolloutEpisode<A, O> episode;
    private volatile boolean inWorld = true;
    private volatile long startNanos;
    private int retries;

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
        startInterrupts();
        var trajectory = playOnce();
        while (mayRetry(trajectory)) {
            retries++;
            LOG.info("environment failed, playing again episode={} failure={}", episodeId, trajectory.failure());
            trajectory = playOnce();
        }
        stopInterrupts();
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

    /** Cuts the episode off: {@link Outcome#TRUNCATED} when time is up, {@link Outcome#CANCELLED} on demand. */
    void cut(Outcome why) {
        if (cut == null) {
            cut = why;
        }
        var running = episode;
        if (running != null) {
            running.end(why == Outcome.CANCELLED ? "the run was cancelled" : "its time is up");
        }
        interrupting.lock();
        try {
            if (interruptible != null) {
                interruptible.interrupt();
            }
        } finally {
            interrupting.unlock();
        }
    }

    /** Ends the episode without its thread, unless the thread has just ended it. */
    void leaveBehind() {
        var running = episode;
        var builder = running == null ? builder() : running.snapshot().toBuilder();
        var inEnvironment = inWorld || running == null || running.inEnvironment();
        var where = inEnvironment ? "the environment" : "the agent";
        var failure = Failure.of(
                "never_returned",
                where + " did not react within " + RunningRollouts.GRACE.toMillis() + " ms of being interrupted after "
                        + elapsed().toMillis() + " ms; its thread was left behind",
                inEnvironment ? Blame.ENVIRONMENT : Blame.AGENT);
        var outcome = cut == Outcome.CANCELLED
                ? Outcome.CANCELLED
                : inEnvironment ? Outcome.ENVIRONMENT_FAILED : Outcome.AGENT_FAILED;
        if (ended.compareAndSet(false, true)) {
            host.leftBehind();
            host.ended(
                    this, builder.outcome(outcome, failure).duration(elapsed()).build(), retries);
        }
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
        inWorld = true;
        episode = null;
        host.started(this);
        Environment<A, O> environment = null;
        try {
            environment = plan.provider().open(plan.openLimit());
            var first = environment.reset(options);
            var running = new RolloutEpisode<>(
                    environment,
                    plan.provider().spec(),
                    task,
                    new EpisodeRandom(Seeds.agent(Seeds.episode(plan.seed(), task.id(), attempt))),
                    plan.limits(),
                    builder(),
                    first);
            episode = running;
            inWorld = false;
            if (cut != null) {
                running.end("it was cut off");
            }
            var thrown = play(running);
            return Judge.judge(plan, running, cut, thrown, elapsed());
        } catch (Throwable t) {
            var outcome = cut == Outcome.CANCELLED ? Outcome.CANCELLED : Outcome.ENVIRONMENT_FAILED;
            return builder()
                    .outcome(outcome, Failure.of(t, Blame.ENVIRONMENT))
                    .duration(elapsed())
                    .build();
        } finally {
            inWorld = true;
            if (environment != null) {
                close(environment);
            }
        }
    }

    private @Nullable Throwable play(RolloutEpisode<A, O> running) {
        try {
            Objects.requireNonNull(plan.agent().get(), "the supplier of agents returned null")
                    .play(running);
            return null;
        } catch (Throwable t) {
            return t;
        }
    }

    /** Closing must not be disturbed by an interrupt that was meant for the agent. */
    private void close(Environment<A, O> environment) {
        var interrupted = Thread.interrupted();
        environment.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A cut that came before the thread did is made up for. */
    private void startInterrupts() {
        interrupting.lock();
        try {
            interruptible = Thread.currentThread();
            if (cut != null) {
                interruptible.interrupt();
            }
        } finally {
            interrupting.unlock();
        }
    }

    private void stopInterrupts() {
        interrupting.lock();
        try {
            interruptible = null;
        } finally {
            interrupting.unlock();
        }
        Thread.interrupted();
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
