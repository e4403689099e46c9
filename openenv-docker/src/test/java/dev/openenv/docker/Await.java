package dev.openenv.docker;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that another thread or the engine does. */
final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = 10_000_000;

    private Await() {}

    static void until(BooleanSupplier fact) {
        var deadline = Deadline.in(LIMIT);
        while (!fact.getAsBoolean()) {
            if (deadline.over()) {
                throw new AssertionError("not within " + LIMIT);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
