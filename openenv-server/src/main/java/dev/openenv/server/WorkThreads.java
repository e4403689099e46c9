package dev.openenv.server;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
        var few = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new WorldThreads(few, Math.min(tasks, MOST_PLATFORM_THREADS), tasks);
    }
}
