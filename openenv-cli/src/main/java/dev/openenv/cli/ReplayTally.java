package dev.openenv.cli;

import dev.openenv.Action;
import dev.openenv.CatalogEntry;
import dev.openenv.Observation;
import dev.openenv.recording.RecordedEpisode;
import dev.openenv.recording.Replay;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Plays recorded episodes again and counts, for each environment, what came of it. Confined to one thread. */
final class ReplayTally {

    private static final class Counts {
        private int same;
        private int diverged;
        private int skipped;
        private int damaged;
        private boolean unknown;
        private @Nullable String note;
        private @Nullable String firstDivergence;
    }

    private final Map<String, CatalogEntry<?, ?>> entries;
    private final Map<String, Counts> environments = new TreeMap<>();

    ReplayTally(Map<String, CatalogEntry<?, ?>> entries) {
        this.entries = entries;
    }

    void add(RecordedEpisode episode) {
        var counts = environments.computeIfAbsent(episode.environment(), name -> new Counts());
        var entry = entries.get(episode.environment());
        if (entry == null) {
            counts.skipped++;
            counts.unknown = true;
            counts.note = "not in the catalogue; OPENENV_CLASSPATH adds jars to it";
        } else {
            replay(entry, episode, counts);
        }
    }

    private static <A extends Action, O extends Observation> void replay(
            CatalogEntry<A, O> entry, RecordedEpisode episode, Counts counts) {
        var result = Replay.of(entry.provider()).run(episode);
        if (result.versionChanged()) {
            counts.note = "recorded with version " + result.recordedVersion() + ", now " + result.version();
        }
        if (result.notReplayable().isPresent()) {
            counts.skipped++;
            if (counts.note == null) {
                counts.note = "not replayable: " + result.notReplayable().get();
            }
            return;
        }
        if (result.same()) {
            if (episode.intact()) {
                counts.same++;
            } else {
                counts.damaged++;
            }
            return;
        }
        counts.diverged++;
        if (counts.firstDivergence == null) {
            counts.firstDivergence = "episode " + episode.episodeId() + ", "
                    + result.divergence().orElseThrow();
        }
    }

    int episodes() {
        return environments.values().stream()
                .mapToInt(counts -> counts.same + counts.diverged + counts.skipped + counts.damaged)
                .sum();
    }

    /** Whether every episode that could be played again gave the same, and no environment was missing. */
    boolean held() {
        return environments.values().stream()
                .noneMatch(counts -> counts.diverged > 0 || counts.damaged > 0 || counts.unknown);
    }

    void print(Screen screen) {
        var columns = new Columns(screen)
                .left("Environment")
                .right("Same")
                .right("Diverged")
                .right("Skipped")
                .right("Damaged")
                .left("Note");
        environments.forEach((name, counts) -> columns.row(
                name,
                counts.same,
                counts.diverged,
                counts.skipped,
                counts.damaged,
                counts.note == null ? "" : counts.note));
        columns.print();
        environments.forEach((name, counts) -> {
            if (counts.firstDivergence != null) {
                screen.line(screen.red("first divergence") + " of " + Printable.line(name) + ": "
                        + Printable.line(counts.firstDivergence));
            }
        });
    }
}
