package dev.openenv.fault;

import dev.openenv.wrap.Nanos;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time of faulty environments: slow steps wait by it, and it can jump. Give it to a world or a wrapper that looks at the
 * time, and it sees the jumps.
 *
 * <p>A jump ahead moves both the time of day and {@link #nanoTime()}, as when a machine was asleep; a jump back moves the time
 * of day only, as when it is set. Safe for many threads, which all see the same time.
 *
 * <pre>{@code
 * var clock = FaultClock.simulated(Instant.parse("2030-01-01T00:00:00Z"));
 * var slow = Faults.seeded(42).timedBy(clock).slowSteps(0.5, Duration.ofMinutes(10)).on(words);   // takes no time at all
 * var limited = ForwardingProvider.wrapping(slow, env -> TimeLimit.of(env, Duration.ofMinutes(30), clock::nanoTime));
 * }</pre>
 */
public final class FaultClock extends Clock {

    private final Clock base;
    private final boolean simulated;
    private final ZoneId zone;
    private final AtomicLong aheadNanos;
    private final AtomicLong dayNanos;

    private FaultClock(Clock base, boolean simulated, ZoneId zone, AtomicLong aheadNanos, AtomicLong dayNanos) {
        this.base = base;
        this.simulated = simulated;
        this.zone = zone;
        this.aheadNanos = aheadNanos;
        this.dayNanos = dayNanos;
    }

    /**
     * The machine's time, until it jumps. Waiting takes time.
     *
     * @return a clock of its own
     */
    public static FaultClock system() {
        return new FaultClock(Clock.systemUTC(), false, ZoneOffset.UTC, new AtomicLong(), new AtomicLong());
    }

    /**
     * A time that stands still until somebody waits, which moves it and takes no time.
     *
     * @param start the time of day at the beginning
     * @return a clock of its own
     */
    public static FaultClock simulated(Instant start) {
        var base = Clock.fixed(start, ZoneOffset.UTC);
        return new FaultClock(base, true, ZoneOffset.UTC, new AtomicLong(), new AtomicLong());
    }

    /**
     * Nanoseconds that never go back, as {@link System#nanoTime()}.
     *
     * @return only differences have a meaning
     */
    public long nanoTime() {
        return (simulated ? 0 : System.nanoTime()) + aheadNanos.get();
    }

    /**
     * Moves the time.
     *
     * @param by ahead, or back when negative
     */
    public void jump(Duration by) {
        var nanos = Nanos.of(by);
        dayNanos.addAndGet(nanos);
        if (nanos > 0) {
            aheadNanos.addAndGet(nanos);
        }
    }

    /**
     * Lets time pass.
     *
     * @param duration how long
     * @throws InterruptedException when the thread was interrupted before or while it waited
     */
    public void pass(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (simulated) {
            jump(duration);
        } else {
            new CountDownLatch(1).await(Nanos.of(duration), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public Instant instant() {
        return base.instant().plusNanos(dayNanos.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /**
     * The same time in another zone; jumps move both.
     *
     * @param other the zone
     * @return a clock that shares its time with this one
     */
    @Override
    public FaultClock withZone(ZoneId other) {
        return new FaultClock(base, simulated, Objects.requireNonNull(other, "zone"), aheadNanos, dayNanos);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FaultClock that && dayNanos == that.dayNanos && zone.equals(that.zone);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(dayNanos) * 31 + zone.hashCode();
    }

    @Override
    public String toString() {
        return "FaultClock[" + (simulated ? "simulated" : "system") + ", " + instant() + "]";
    }
}
