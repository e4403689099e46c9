package dev.openenv.docker;

/**
 * What a {@link ContainerPool} has and has done.
 *
 * @param ready containers that wait for somebody, 0 to the pool's size
 * @param alive containers that are there, lent, looked through or waiting
 * @param waiting calls of {@code open} that wait for a container
 * @param started containers started since the pool was made
 * @param reused how often a container was found clean and kept
 * @param discarded containers thrown away because they were not clean, or not well
 * @param lastReason why the last one was thrown away, or the last start failed; empty when neither happened
 */
public record PoolCounts(
        int ready, int alive, int waiting, long started, long reused, long discarded, String lastReason) {}
