package dev.openenv.docker;

import java.time.Duration;

/**
 * A time by which something has to be done.
 *
 * @param nanos on the clock of {@link System#nanoTime}
 * @param limit how long it was at the start
 */
record Deadline(long nanos, Duration limit) {

    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos(), limit);
    }

    boolean over() {
        return left().isZero();
    }

    /** What is left, or more where a last step needs as much. */
    Duration leftAtLeast(Duration least) {
        var left = left();
        return left.compareTo(least) < 0 ? least : left;
    }

    /** What is left, at least zero. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }
}
