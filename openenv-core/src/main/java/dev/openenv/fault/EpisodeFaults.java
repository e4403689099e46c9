package dev.openenv.fault;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What went wrong in one episode.
 *
 * @param episodeId the episode, as in its trajectory
 * @param seed the episode's seed, with which it meets the same faults again
 * @param attempts how often it was begun, at least 1
 * @param faults what it met, in order; empty for an episode that was lucky
 */
public record EpisodeFaults(String episodeId, long seed, int attempts, List<MetFault> faults) {

    /**
     * Copies the faults.
     *
     * @param episodeId the episode, as in its trajectory
     * @param seed the episode's seed, with which it meets the same faults again
     * @param attempts how often it was begun, at least 1
     * @param faults what it met, in order; empty for an episode that was lucky
     */
    public EpisodeFaults {
        Objects.requireNonNull(episodeId, "episodeId");
        faults = List.copyOf(faults);
    }

    @Override
    public String toString() {
        return episodeId.replaceAll("[^ -~]", "?") + " (seed " + seed + "): "
                + (faults.isEmpty()
                        ? "none"
                        : faults.stream().map(MetFault::toString).collect(Collectors.joining("; ")));
    }
}
