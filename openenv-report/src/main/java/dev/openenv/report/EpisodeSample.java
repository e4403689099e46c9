package dev.openenv.report;

import dev.openenv.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;

/**
 * Chooses the episodes for the viewer when there are too many: all pairs of agent and outcome take turns in the order of
 * the run.
 */
final class EpisodeSample {

    private record Kind(int agent, Outcome outcome) {}

    private EpisodeSample() {}

    static List<ReportIndex.Entry> of(Collection<ReportIndex.Entry> entries, int limit) {
        if (entries.size() <= limit) {
            return List.copyOf(entries);
        }
        var kinds = new LinkedHashMap<Kind, Queue<ReportIndex.Entry>>();
        for (var entry : entries) {
            kinds.computeIfAbsent(new Kind(entry.agent(), entry.episode().outcome()), kind -> new ArrayDeque<>())
                    .add(entry);
        }
        var turns = new ArrayDeque<>(kinds.values());
        var chosen = new ArrayList<ReportIndex.Entry>(limit);
        while (chosen.size() < limit) {
            var kind = turns.remove();
            chosen.add(kind.remove());
            if (!kind.isEmpty()) {
                turns.add(kind);
            }
        }
        return chosen;
    }
}
