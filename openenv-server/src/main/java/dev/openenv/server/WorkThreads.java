package dev.openenv.server;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which worlds run: virtual ones where the JVM has them, else a pool with a limit. */
final class WorkThreads {

    private static final int MOST_PLATFORM_THREADS = 512;

    private WorkThreads() {}

    /** {@code tasks} is how many run or wait at once at most; the queue of the pool is no longer than that. */
    static ExecutorService open(int tasks) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return pool(tasks);
        }
    }

    static ExecutorService pool(int tasks) {
        var threads = Math.min(tasks, MOST_PLATFORM_THREADS);
        var number = new AtomicInteger();
        var pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(Math.max(1, tasks)), task -> {
                    var thread = new Thread(task, "openenv-world-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
