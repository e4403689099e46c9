package dev.openenv.fault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps what episodes met, and how often each was begun. Safe for many threads. */
final class FaultLog {

    static final int MOST_EPISODES = 100_000;

    private record Key(String episodeId, long seed) {}

    private static final class Entry {
        private int attempts;
        private final List<MetFault> faults = new ArrayList<>();
    }

    private final long seed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Entry> episodes = new LinkedHashMap<>();

    FaultLog(long seed) {
        this.seed = seed;
    }

    /** Notes that an episode begins; gives how often it had begun before. */
    int begun(String episodeId, long episodeSeed) {
        lock.lock();
        try {
            var entry = episodes.computeIfAbsent(new Key(episodeId, episodeSeed), key -> new Entry());
            if (episodes.size() > MOST_EPISODES) {
                episodes.remove(episodes.keySet().iterator().next());
            }
            return entry.attempts++;
        } finally {
            lock.unlock();
        }
    }

    void met(String episodeId, long episodeSeed, MetFault fault) {
        lock.lock();
        try {
            var entry = episodes.get(new Key(episodeId, episodeSeed));
            if (entry != null) {
                entry.faults.add(fault);
            }
        } finally {
            lock.unlock();
        }
    }

    FaultReport report() {
        var all = new ArrayList<EpisodeFaults>();
        lock.lock();
        try {
            episodes.forEach(
                    (key, entry) -> all.add(new EpisodeFaults(key.episodeId, key.seed, entry.attempts, entry.faults)));
        } finally {
            lock.unlock();
        }
        all.sort(Comparator.comparing(EpisodeFaults::episodeId).thenComparing(EpisodeFaults::seed));
        return new FaultReport(seed, all);
    }
}
