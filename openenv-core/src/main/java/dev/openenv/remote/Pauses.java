package dev.openenv.remote;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The pauses between attempts, each twice as long as the one before, up to a second. */
final class Pauses {

    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private long next = FIRST.toNanos();

    void pause(long deadline) throws InterruptedException {
        var until = System.nanoTime() + Math.min(next, deadline - System.nanoTime());
        next = Math.min(2 * next, LONGEST.toNanos());
        while (until - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, until - System.nanoTime());
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
