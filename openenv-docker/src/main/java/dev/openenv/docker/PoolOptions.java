package dev.openenv.docker;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a {@link ContainerPool} keeps its containers. Standard: they run while nobody uses them, a container is lent again only
 * when it has been proven clean, may have grown by 32 MiB and 16 threads, and is looked at every two seconds.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * var desks = DockerProvider.image("desk:1").pool(PoolOptions.of(8).paused());
 * }</pre>
 */
public final class PoolOptions {

    private static final long MIB = 1L << 20;
    private static final int MOST_CONTAINERS = 1_000;

    private final int size;
    private boolean paused;
    private boolean trustedReset;
    private boolean singleUse;
    private long memoryGrowth = 32 * MIB;
    private int threadGrowth = 16;
    private Duration checkInterval = Duration.ofSeconds(2);
    private Duration startLimit = Duration.ofSeconds(30);

    private PoolOptions(int size) {
        this.size = size;
    }

    /** A copy that is changed before anybody sees it. */
    private PoolOptions with(Consumer<PoolOptions> change) {
        var copy = new PoolOptions(size);
        copy.paused = paused;
        copy.trustedReset = trustedReset;
        copy.singleUse = singleUse;
        copy.memoryGrowth = memoryGrowth;
        copy.threadGrowth = threadGrowth;
        copy.checkInterval = checkInterval;
        copy.startLimit = startLimit;
        change.accept(copy);
        return copy;
    }

    /**
     * The standard options.
     *
     * @param size how many containers there are at most, lent or not: 1 to 1,000
     * @return the options
     */
    public static PoolOptions of(int size) {
        if (size < 1 || size > MOST_CONTAINERS) {
            throw new IllegalArgumentException("a pool has 1 to " + MOST_CONTAINERS + " containers, got " + size);
        }
        return new PoolOptions(size);
    }

    /**
     * Containers that nobody uses are paused: they cost memory and no processor time, and lending one takes longer by the time
     * that the engine needs to wake it.
     *
     * @return a copy
     */
    public PoolOptions paused() {
        return with(copy -> copy.paused = true);
    }

    /**
     * Lends a container again although something could not be proven, where neither this process may look into the container
     * nor the image has Python. What can be proven still has to be.
     *
     * @return a copy
     */
    public PoolOptions withTrustedReset() {
        return with(copy -> copy.trustedReset = true);
    }

    /**
     * Lends each container once. The pool then saves the time of a start, and nothing is left for the next one, not even in the
     * memory of the server.
     *
     * @return a copy
     */
    public PoolOptions withSingleUse() {
        return with(copy -> copy.singleUse = true);
    }

    /**
     * Another bound on the memory by which a container's processes may have grown since it was fresh.
     *
     * @param bytes at least 0
     * @return a copy
     */
    public PoolOptions withMemoryGrowth(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("memory cannot grow by " + bytes);
        }
        return with(copy -> copy.memoryGrowth = bytes);
    }

    /**
     * Another bound on the threads that a container's processes may have more than when it was fresh.
     *
     * @param threads at least 0
     * @return a copy
     */
    public PoolOptions withThreadGrowth(int threads) {
        if (threads < 0) {
            throw new IllegalArgumentException("there cannot be " + threads + " more threads");
        }
        return with(copy -> copy.threadGrowth = threads);
    }

    /**
     * Another pause between two looks at the containers that nobody uses.
     *
     * @param interval at least 10 ms
     * @return a copy
     */
    public PoolOptions withCheckInterval(Duration interval) {
        if (interval.toMillis() < 10) {
            throw new IllegalArgumentException("an interval must be at least 10 ms, got " + interval);
        }
        return with(copy -> copy.checkInterval = interval);
    }

    /**
     * Another limit on the start of one container.
     *
     * @param limit above zero
     * @return a copy
     */
    public PoolOptions withStartLimit(Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("a limit must be above zero, got " + limit);
        }
        return with(copy -> copy.startLimit = limit);
    }

    /**
     * How many containers there are at most.
     *
     * @return at least 1
     */
    public int size() {
        return size;
    }

    boolean isPaused() {
        return paused;
    }

    boolean trustedReset() {
        return trustedReset;
    }

    boolean singleUse() {
        return singleUse;
    }

    long memoryGrowth() {
        return memoryGrowth;
    }

    int threadGrowth() {
        return threadGrowth;
    }

    Duration checkInterval() {
        return checkInterval;
    }

    Duration startLimit() {
        return startLimit;
    }

    @Override
    public String toString() {
        return "PoolOptions[" + size + (paused ? ", paused" : "") + (trustedReset ? ", trusted reset" : "")
                + (singleUse ? ", single use" : "") + "]";
    }
}
