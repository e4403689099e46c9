package dev.openenv.server;

import dev.openenv.wrap.AbandonedThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Where worlds work: shared by all sessions of a server. Safe for many threads.
 *
 * @param threads for worlds
 * @param timer for what is short
 * @param abandoned counts threads that did not come back
 * @param nanoTime the clock
 * @param arriving what bodies and messages may hold that have not arrived in full
 */
record Workplace(
        ExecutorService threads,
        ScheduledExecutorService timer,
        AbandonedThreads abandoned,
        LongSupplier nanoTime,
        Budget arriving) {

    void later(Runnable task, int millis) {
        try {
            var unused = timer.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }

    long now() {
        return nanoTime.getAsLong();
    }
}
