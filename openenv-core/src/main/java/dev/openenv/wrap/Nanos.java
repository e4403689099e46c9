package dev.openenv.wrap;

import java.time.Duration;

/** Time limits in nanoseconds; a limit too long to count is as good as none. */
public final class Nanos {

    private Nanos() {}

    /**
     * The nanoseconds of a duration.
     *
     * @param duration any duration, for example {@code ChronoUnit.FOREVER.getDuration()}
     * @return the nanoseconds, {@link Long#MAX_VALUE} (about 292 years) when there are more
     */
    public static long of(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }
}
