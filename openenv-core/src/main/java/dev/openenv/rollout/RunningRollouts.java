package dev.openenv.rollout;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.Trajectory;
import dev.openenv.wrap.AbandonedThreads;
import dev.openenv.wrap.Nanos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that is under way.
 *
 * <p>Safe for many threads.
 *
 * <pre>{@code
 * var running = Rollouts.of(words).policy(Solver::new).start();
 * Runtime.getRuntime().addShutdownHook(new Thread(running::cancel));
 * var run = running.await();
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class RunningRollouts<A extends Action, O extends Observation> {

    /** How long an episode that was interrupted may take to end by itself. */
    static final Duration GRACE = Duration.ofMillis(500);

    private static final int MOST_ABANDONED_THREADS = 16;
    private static final Logger LOG = LoggerFactory.getLogger(RunningRollouts.class);

    private final RolloutPlan<A, O> plan;
    private final List<@Nullable Trajectory<A, O>> results;
    private final Semaphore places;
    private final Set<EpisodePlay<A, O>> running = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor watch;
    private final EpisodePlay.Host<A, O> plays = new Plays();
    private final AbandonedThreads abandoned = new AbandonedThreads(MOST_ABANDONED_THREADS);
    private final AtomicInteger retries = new AtomicInteger();
    private final ReentrantLock telling = new ReentrantLock();
    private final CountDownLatch over = new CountDownLatch(1);
    private final long startNanos = System.nanoTime();
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;
    private volatile long endNanos;

    RunningRollouts(RolloutPlan<A, O> plan) {
        this.plan = plan;
        this.places = new Semaphore(plan.parallel());
        this.results = new ArrayList<>();
        for (var i = 0; i < plan.episodes(); i++) {
            results.add(null);
        }
        this.watch = new ScheduledThreadPoolExecutor(1, body -> {
            var thread = new Thread(body, "openenv-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
    }

    RunningRollouts<A, O> start() {
        var coordinator = new Thread(this::coordinate, "openenv-run");
        coordinator.setDaemon(true);
        coordinator.start();
        return this;
    }

    /**
     * Ends the run: no further episode starts, running ones are interrupted and, after a short grace, left behind. What is
     * done is kept. Returns at once.
     */
    public void cancel() {
        stopped = true;
        running.forEach(play -> cut(play, Outcome.CANCELLED));
    }

    /**
     * Whether the run is over.
     *
     * @return true when {@link #await()} does not wait
     */
    public boolean isOver() {
        return over.getCount() == 0;
    }

    /**
     * Waits for the end of the run.
     *
     * @return what came out
     * @throws InterruptedException when this thread is interrupted; the run goes on
     * @throws RunFailedException when the run was stopped because it could not go on; what was done is in it
     */
    public Run<A, O> await() throws InterruptedException {
        over.await();
        return result();
    }

    private Run<A, O> result() {
        var played = new ArrayList<Trajectory<A, O>>();
        for (var i = 0; i < plan.episodes(); i++) {
            var trajectory = results.get(i);
            played.add(trajectory != null ? trajectory : new EpisodePlay<>(plan, plays, i).neverPlayed());
        }
        var run = new Run<>(
                plan.provider().spec(),
                plan.agentName(),
                played,
                Duration.ofNanos(endNanos - startNanos),
                retries.get(),
                abandoned.total());
        var cause = failure;
        if (cause != null) {
            throw new RunFailedException(
                    "the run was stopped: " + (cause.getMessage() == null ? cause : cause.getMessage()), run, cause);
        }
        return run;
    }

    private void coordinate() {
        tell(listener -> listener.runStarted(plan.agentName(), plan.episodes()));
        for (var i = 0; i < plan.episodes() && !stopped; i++) {
            places.acquireUninterruptibly();
            if (stopped) {
                places.release();
            } else {
                launch(new EpisodePlay<>(plan, plays, i));
            }
        }
        places.acquireUninterruptibly(plan.parallel());
        watch.shutdownNow();
        endNanos = System.nanoTime();
        over.countDown();
    }

    private void launch(EpisodePlay<A, O> play) {
        running.add(play);
        var timeUp = watch(() -> cut(play, Outcome.TRUNCATED), plan.limits().time());
        try {
            EpisodeThreads.start(plan.parallel(), () -> {
                try {
                    play.run();
                } finally {
                    timeUp.run();
                }
            });
        } catch (Throwable t) { // no thread could be had
            timeUp.run();
            running.remove(play);
            places.release();
            stop(t);
        }
        if (stopped) {
            cut(play, Outcome.CANCELLED);
        }
    }

    private void cut(EpisodePlay<A, O> play, Outcome why) {
        play.cut(why);
        watch(play::leaveBehindIfPlaying, GRACE);
    }

    /** Does something later, on the one thread that watches the clock; what it gives takes that back. */
    private Runnable watch(Runnable body, Duration delay) {
        try {
            var scheduled = watch.schedule(
                    () -> {
                        try {
                            body.run();
                        } catch (Throwable t) {
                            stop(t);
                        }
                    },
                    Nanos.of(delay),
                    TimeUnit.NANOSECONDS);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("the run was over before a limit was", e);
            return () -> {};
        }
    }

    private void stop(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        cancel();
    }

    /** Tells every listener; one that throws stops the run. */
    private void tell(Consumer<RolloutListener<A, O>> news) {
        telling.lock();
        try {
            plan.listeners().forEach(news);
        } catch (Throwable t) {
            stop(t);
        } finally {
            telling.unlock();
        }
    }

    private final class Plays implements EpisodePlay.Host<A, O> {

        @Override
        public void started(EpisodePlay<A, O> play) {
            tell(listener -> listener.episodeStarted(play.task(), play.attempt()));
        }

        @Override
        public void ended(EpisodePlay<A, O> play, Trajectory<A, O> trajectory, int playedAgain) {
            try {
                results.set(play.index(), trajectory);
                retries.addAndGet(playedAgain);
                running.remove(play);
                tell(listener -> listener.episodeEnded(trajectory));
            } finally {
                places.release();
            }
        }

        @Override
        public Runnable settling(EpisodePlay<A, O> play) {
            return watch(() -> play.leaveBehind(plan.closeLimit()), plan.closeLimit());
        }

        @Override
        public void leftBehind() {
            abandoned.left();
            if (abandoned.exhausted()) {
                stop(new IllegalStateException(abandoned.count()
                        + " threads never came back from agents or environments; code that may hang belongs in a"
                        + " container"));
            }
        }

        @Override
        public void cameBackLate() {
            abandoned.returned();
        }
    }
}
