package dev.openenv.wrap;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts threads that did not come back from foreign code in time and were left behind. Java cannot end such a thread;
 * it is counted until it returns by itself, and no more than a limit of them are risked. Code that may never return
 * belongs in a container.
 *
 * <p>Safe for many threads.
 */
public final class AbandonedThreads {

    private final int limit;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger total = new AtomicInteger();

    /**
     * A count of its own.
     *
     * @param limit how many may be left behind at the same time, at least 1
     */
    public AbandonedThreads(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, got " + limit);
        }
        this.limit = limit;
    }

    /**
     * Threads that are left behind now.
     *
     * @return at least 0
     */
    public int count() {
        return count.get();
    }

    /**
     * Threads that were ever left behind.
     *
     * @return at least {@link #count()}
     */
    public int total() {
        return total.get();
    }

    /**
     * How many may be left behind at the same time.
     *
     * @return at least 1
     */
    public int limit() {
        return limit;
    }

    /**
     * Whether no more may be risked.
     *
     * @return true when {@link #count()} has reached {@link #limit()}
     */
    public boolean exhausted() {
        return count.get() >= limit;
    }

    /** Counts one more. */
    public void left() {
        total.incrementAndGet();
        count.incrementAndGet();
    }

    /** Counts one back that has returned. */
    public void returned() {
        count.decrementAndGet();
    }

    @Override
    public String toString() {
        return "AbandonedThreads[" + count + " of at most " + limit + ", " + total + " in all]";
    }
}
