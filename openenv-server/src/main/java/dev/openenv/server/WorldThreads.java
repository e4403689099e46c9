package dev.openenv.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool for tasks that are short as a rule and long at times, of which nobody knows which. To wake a thread costs more than a
 * short task, so a few threads take all, one task after the other; only when a task has waited for a millisecond or two, as the
 * few are held up, more are woken, twice as many each time, up to a limit. Safe for many threads.
 */
final class WorldThreads extends AbstractExecutorService {

    private static final Logger LOG = LoggerFactory.getLogger(WorldThreads.class);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** After how many looks it is asked whether the threads are busy with what takes long. */
    private static final int PERIOD = 16;

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final int few;
    private final int most;
    private final long tasks;
    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final Set<Worker> workers = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedDeque<Worker> resting = new ConcurrentLinkedDeque<>();
    private final AtomicInteger awake = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private final Thread lookout = new Thread(this::lookOut, "openenv-lookout");
    private volatile boolean lookoutRests;
    private volatile int wanted;
    private volatile boolean shut;

    /** {@code few} threads as long as they keep up, {@code most} in the end, and at most so many {@code tasks} waiting. */
    WorldThreads(int few, int most, int tasks) {
        this.few = Math.min(few, most);
        this.most = most;
        this.tasks = Math.max(1, tasks);
        wanted = this.few;
        lookout.setDaemon(true);
        lookout.start();
    }

    private final class Worker implements Runnable {

        private final Thread thread = new Thread(this, "openenv-world-" + number.incrementAndGet());
        private volatile boolean called = true;
        private volatile boolean busy = true;

        private void call() {
            called = true;
            LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            while (called) {
                called = false;
                busy = true;
                for (var task = queue.poll(); task != null; task = queue.poll()) {
                    taken.incrementAndGet();
                    work(task);
                }
                busy = false;
                resting.addFirst(this);
                awake.decrementAndGet();
                if (!queue.isEmpty()) {
                    wake(wanted); // came in before the rest was seen
                }
                rest();
            }
            workers.remove(this);
        }

        private void rest() {
            var end = System.nanoTime() + REST_NANOS;
            while (!called) {
                if (!shut && System.nanoTime() - end < 0) {
                    Thread.interrupted();
                    LockSupport.parkNanos(this, REST_NANOS);
                } else if (resting.remove(this)) {
                    return;
                } else {
                    Thread.onSpinWait(); // being called
                }
            }
        }
    }

    private static void work(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("a task for worlds failed", LogText.safe(e));
        }
        Thread.interrupted();
    }

    @Override
    public void execute(Runnable task) {
        if (shut || added.get() - taken.get() >= tasks) {
            throw new RejectedExecutionException(shut ? "shut down" : tasks + " tasks wait already");
        }
        added.incrementAndGet();
        queue.add(task);
        if ((awake.get() >= wanted || !wake(wanted)) && lookoutRests) {
            LockSupport.unpark(lookout);
        }
    }

    /** Wakes or makes a thread, and returns true, unless so many are awake. */
    private boolean wake(int limit) {
        int now;
        do {
            now = awake.get();
            if (now >= limit) {
                return false;
            }
        } while (!awake.compareAndSet(now, now + 1));
        var worker = resting.pollFirst();
        if (worker != null) {
            worker.call();
        } else {
            var made = new Worker();
            workers.add(made);
            made.thread.setDaemon(true);
            try {
                made.thread.start();
            } catch (Error e) { // the system has no thread left
                workers.remove(made);
                awake.decrementAndGet();
                throw e;
            }
        }
        return true;
    }

    private void lookOut() {
        var looks = 0;
        var addedThen = 0L;
        var takenThen = 0L;
        while (!shut) {
            if (queue.isEmpty()) {
                lookoutRests = true;
                while (!shut && queue.isEmpty()) {
                    LockSupport.park(this);
                }
                lookoutRests = false;
            }
            var before = added.get();
            var done = taken.get();
            LockSupport.parkNanos(this, LOOK_NANOS);
            if (taken.get() < before && taken.get() == done && allHeldUp()) {
                grow(2 * wanted);
            }
            if (++looks % PERIOD == 0) {
                if (taken.get() < addedThen && taken.get() - takenThen < (long) PERIOD * awake.get()) {
                    grow(wanted < CORES ? wanted + 1 : 2 * wanted); // busy with what takes long
                } else {
                    var now = wanted; // only this thread writes it
                    wanted = now - (now - few + 3) / 4;
                }
                addedThen = added.get();
                takenThen = taken.get();
            }
        }
    }

    private boolean allHeldUp() {
        for (var worker : workers) {
            if (worker.busy && worker.thread.getState() == Thread.State.RUNNABLE) {
                return false;
            }
        }
        return true;
    }

    private void grow(int threads) {
        wanted = Math.min(most, threads);
        for (var waiting = added.get() - taken.get(); waiting > 0 && awake.get() < wanted; waiting--) {
            wake(wanted);
        }
    }

    @Override
    public void shutdown() {
        shut = true;
        LockSupport.unpark(lookout);
        resting.forEach(worker -> LockSupport.unpark(worker.thread));
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        var left = new ArrayList<Runnable>();
        for (var task = queue.poll(); task != null; task = queue.poll()) {
            left.add(task);
        }
        workers.forEach(worker -> worker.thread.interrupt());
        return left;
    }

    @Override
    public boolean isShutdown() {
        return shut;
    }

    @Override
    public boolean isTerminated() {
        return shut && workers.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        var end = System.nanoTime() + unit.toNanos(timeout);
        while (!workers.isEmpty() && System.nanoTime() - end < 0) {
            for (var worker : workers) { // one that rests may have been woken and others made meanwhile
                TimeUnit.NANOSECONDS.timedJoin(worker.thread, Math.max(1, end - System.nanoTime()));
            }
        }
        return isTerminated();
    }
}
