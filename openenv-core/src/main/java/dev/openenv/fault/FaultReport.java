package dev.openenv.fault;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which faults the episodes of a provider have met so far.
 *
 * <p>Immutable.
 */
public final class FaultReport {

    private final long seed;
    private final List<EpisodeFaults> episodes;

    FaultReport(long seed, List<EpisodeFaults> episodes) {
        this.seed = seed;
        this.episodes = List.copyOf(episodes);
    }

    /**
     * The seed of the faults.
     *
     * @return as it was given to {@link Faults#seeded}
     */
    public long seed() {
        return seed;
    }

    /**
     * The episodes, the lucky ones included.
     *
     * @return in the order of their ids, at most {@value FaultLog#MOST_EPISODES}: the latest
     */
    public List<EpisodeFaults> episodes() {
        return episodes;
    }

    /**
     * What one episode met.
     *
     * @param episodeId the episode's id, as in its trajectory
     * @return in order; empty when it met none, or is not known
     */
    public List<MetFault> faultsOf(String episodeId) {
        return episodes.stream()
                .filter(episode -> episode.episodeId().equals(episodeId))
                .flatMap(episode -> episode.faults().stream())
                .toList();
    }

    /**
     * How many faults of a kind were met.
     *
     * @param kind what went wrong
     * @return at least 0
     */
    public int count(FaultKind kind) {
        return (int) episodes.stream()
                .flatMap(episode -> episode.faults().stream())
                .filter(fault -> fault.kind() == kind)
                .count();
    }

    /**
     * The episodes that met faults, for people.
     *
     * @return a line for each
     */
    @Override
    public String toString() {
        var unlucky = episodes.stream()
                .filter(episode -> !episode.faults().isEmpty())
                .map(episode -> "\n  " + episode)
                .collect(Collectors.joining());
        return "faults of seed " + seed + " in " + episodes.size() + " episodes:"
                + (unlucky.isEmpty() ? " none" : unlucky);
    }
}
