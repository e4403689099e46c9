package dev.openenv.docker;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills a pool, looks through what comes back, and replaces what is not well, on a few threads of its own. */
final class PoolKeeper<A extends Action, O extends Observation> {

    private static final Logger LOG = LoggerFactory.getLogger(PoolKeeper.class);
    private static final int MOST_THREADS = 4;
    private static final int MOST_STARTS = 2;
    private static final long FIRST_BACK_OFF_MILLIS = 250;
    private static final long MOST_BACK_OFF_MILLIS = 30_000;
    private static final int MOST_DOUBLINGS = 7;
    private static final long END_SECONDS = 30;
    private static final AtomicLong POOLS = new AtomicLong();

    private final DockerProvider<A, O> provider;
    private final PoolOptions options;
    private final LeaseQueue<PooledContainer<A, O>> queue;
    private final ScheduledThreadPoolExecutor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<PooledContainer<A, O>> alive = new LinkedHashSet<>();
    private int starting;
    private int failures;
    private boolean backingOff;
    private boolean closed;
    private long started;
    private long reused;
    private long discarded;
    private String lastReason = "";

    PoolKeeper(DockerProvider<A, O> provider, PoolOptions options, LeaseQueue<PooledContainer<A, O>> queue) {
        this.provider = provider;
        this.options = options;
        this.queue = queue;
        var name = "openenv-pool-" + POOLS.incrementAndGet();
        this.threads = new ScheduledThreadPoolExecutor(Math.min(options.size(), MOST_THREADS) + 1, work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
        var pause = options.checkInterval().toMillis();
        var unused = threads.scheduleWithFixedDelay(this::check, pause, pause, TimeUnit.MILLISECONDS);
        refill();
    }

    /** Starts what is missing: two at a time, and one while starts fail. */
    private void refill() {
        lock.lock();
        try {
            var most = failures > 0 ? 1 : MOST_STARTS;
            while (!closed && !backingOff && starting < most && alive.size() + starting < options.size()) {
                starting++;
                threads.execute(this::start);
            }
        } finally {
            lock.unlock();
        }
    }

    private void start() {
        try {
            var container = provider.started(options.startLimit());
            var kept = false;
            try {
                var pooled = new PooledContainer<>(provider, container, options);
                pooled.rest();
                kept = arrived(pooled);
            } finally {
                if (!kept) {
                    container.close();
                }
            }
        } catch (RuntimeException e) {
            startFailed(e);
        }
        refill();
    }

    private boolean arrived(PooledContainer<A, O> container) {
        lock.lock();
        try {
            starting--;
            if (closed) {
                return false;
            }
            failures = 0;
            started++;
            alive.add(container);
            queue.offer(container, false);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Who waits is told when there is nothing else to wait for. */
    private void startFailed(RuntimeException reason) {
        lock.lock();
        try {
            starting--;
            if (closed) {
                return;
            }
            failures++;
            lastReason = "a start failed: " + reason.getMessage();
            var pause = Math.min(MOST_BACK_OFF_MILLIS, FIRST_BACK_OFF_MILLIS << Math.min(failures - 1, MOST_DOUBLINGS));
            LOG.warn("pool_start_failed image={} failures={} again_ms={}", provider.imageName(), failures, pause);
            if (!backingOff) {
                backingOff = true;
                var unused = threads.schedule(this::afterBackOff, pause, TimeUnit.MILLISECONDS);
            }
            if (alive.isEmpty() && starting == 0) {
                queue.fail(reason);
            }
        } finally {
            lock.unlock();
        }
    }

    private void afterBackOff() {
        lock.lock();
        try {
            backingOff = false;
        } finally {
            lock.unlock();
        }
        refill();
    }

    /** A container that was lent is back. */
    void returned(PooledContainer<A, O> container, boolean intact) {
        try {
            threads.execute(() -> takeBack(container, intact));
        } catch (RejectedExecutionException closing) {
            container.container().close();
        }
    }

    private void takeBack(PooledContainer<A, O> container, boolean intact) {
        String reason;
        try {
            if (options.singleUse()) {
                reason = "lent once";
            } else if (!intact) {
                reason = "a call may still run in it";
            } else {
                reason = container.dirt().orElse("");
                if (reason.isEmpty()) {
                    container.rest();
                    keep(container);
                    return;
                }
            }
        } catch (RuntimeException e) {
            reason = "it was not reset: " + e.getMessage();
        }
        discard(container, reason);
    }

    private void keep(PooledContainer<A, O> container) {
        lock.lock();
        try {
            if (!closed) {
                reused++;
                queue.offer(container, false);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Throws one away that nobody can take any more, and starts another. */
    void discard(PooledContainer<A, O> container, String reason) {
        container.container().close();
        lock.lock();
        try {
            if (!alive.remove(container) || closed) {
                return;
            }
            discarded++;
            lastReason = reason;
            LOG.info("pool_discarded container={} reason={}", container, reason.replaceAll("[^ -~]+", " "));
        } finally {
            lock.unlock();
        }
        refill();
    }

    /** Looks after those that nobody uses. */
    private void check() {
        try {
            for (var container : queue.idle()) {
                container
                        .illness()
                        .filter(found -> queue.remove(container))
                        .ifPresent(found -> discard(container, found));
            }
        } catch (RuntimeException e) {
            LOG.debug("pool_check_failed image={} reason={}", provider.imageName(), e.getMessage());
        }
    }

    PoolCounts counts() {
        lock.lock();
        try {
            return new PoolCounts(
                    queue.idle().size(), alive.size(), queue.waiting(), started, reused, discarded, lastReason);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the threads, and removes every container, lent or not. */
    void close(OpenEnvException reason, Duration limit) {
        List<PooledContainer<A, O>> left;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            left = List.copyOf(alive);
            alive.clear();
        } finally {
            lock.unlock();
        }
        queue.close(reason);
        threads.shutdownNow();
        left.parallelStream().forEach(container -> container.container().close());
        awaitThreads(limit);
    }

    private void awaitThreads(Duration limit) {
        try {
            if (!threads.awaitTermination(limit.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("pool_threads_left image={}", provider.imageName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static Duration endLimit() {
        return Duration.ofSeconds(END_SECONDS);
    }
}
