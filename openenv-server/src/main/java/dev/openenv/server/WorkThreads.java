package dev.openenv.server;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The threads on which worlds run: virtual ones where the JVM has them, else a pool with a limit. */
final class WorkThreads {

    private static final int MOST_PLATFORM_THREADS = 512;

    private WorkThreads() {}

    /** {@code tasks} is how many run or wait at once at most; the queue of the pool is no longer than that. */
    static ExecutorService open(int tasks, ScheduledExecutorService timer) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return pool(tasks, timer);
        }
    }

    static ElasticPool pool(int tasks, ScheduledExecutorService timer) {
        var most = Math.min(tasks, MOST_PLATFORM_THREADS);
        var few = Math.min(most, 2 * Runtime.getRuntime().availableProcessors());
        return new ElasticPool(few, most, tasks, timer);
    }
}
