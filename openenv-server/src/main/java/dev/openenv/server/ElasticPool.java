package dev.openenv.server;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Platform threads for worlds: a few while tasks are short, more when tasks wait because others take long, up to a limit.
 * Threads without work end after half a minute. Safe for many threads.
 */
final class ElasticPool extends ThreadPoolExecutor {

    /** How often the queue is looked at while something waits in it. */
    private static final int LOOK_MILLIS = 10;

    /** Grows when what waits would take more looks than this at the pace of the last one. */
    private static final int LONG = 50;

    private final int few;
    private final int most;
    private final ScheduledExecutorService timer;
    private final LongAdder started = new LongAdder();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile long startedBefore;

    /** {@code tasks} may wait at most. */
    ElasticPool(int few, int most, int tasks, ScheduledExecutorService timer) {
        super(few, most, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(tasks));
        this.few = few;
        this.most = most;
        this.timer = timer;
        var number = new AtomicInteger();
        setThreadFactory(task -> {
            var thread = new Thread(task, "openenv-world-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        super.execute(task);
        if (!getQueue().isEmpty() && looking.compareAndSet(false, true)) {
            startedBefore = started.sum();
            lookLater();
        }
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        started.increment();
    }

    private void lookLater() {
        try {
            var unused = timer.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            looking.set(false); // the server is down
        }
    }

    private void look() {
        var waiting = getQueue().size();
        var now = started.sum();
        if (waiting > LONG * (now - startedBefore)) {
            grow(Math.min(waiting, getPoolSize()));
        }
        startedBefore = now;
        if (waiting > 0) {
            lookLater();
        } else {
            looking.set(false);
        }
    }

    /** The pool makes threads up to its core size only, and keeps what it has when that shrinks. */
    private void grow(int more) {
        var size = Math.min(most, getPoolSize() + more);
        if (size > getCorePoolSize()) {
            setCorePoolSize(size);
            setCorePoolSize(few);
        }
    }
}
