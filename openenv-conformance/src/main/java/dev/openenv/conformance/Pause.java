package dev.openenv.conformance;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What slow worlds and tools spend their time with. */
final class Pause {

    private Pause() {}

    /** Ends early, with an exception, when the thread is interrupted. */
    static void seconds(double seconds) {
        var end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        while (System.nanoTime() < end) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted");
            }
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
