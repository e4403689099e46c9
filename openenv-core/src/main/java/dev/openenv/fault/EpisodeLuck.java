package dev.openenv.fault;

import dev.openenv.EpisodeRandom;
import dev.openenv.Seeds;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which faults one try of an episode meets, and the book of those that it met. Confined to one thread at a time. */
final class EpisodeLuck {

    private final FaultPlan plan;
    private final FaultLog log;
    private final String episodeId;
    private final long seed;
    private final int attempt;
    private final Map<FaultKind, EpisodeRandom> streams = new EnumMap<>(FaultKind.class);
    private final Map<String, Integer> calls = new HashMap<>();
    private int step = -1;

    EpisodeLuck(FaultPlan plan, FaultLog log, String episodeId, long seed) {
        this.plan = plan;
        this.log = log;
        this.episodeId = episodeId;
        this.seed = seed;
        this.attempt = plan.firstTry + log.begun(episodeId, seed);
        var random = new EpisodeRandom(Seeds.hash("openenv/fault/" + plan.seed + "/" + attempt + "/" + seed));
        plan.chances.keySet().forEach(kind -> streams.put(kind, random.split(kind.name())));
    }

    boolean refused() {
        return drawn(FaultKind.OPEN_REFUSED);
    }

    /** What goes wrong in the next step. Every kind is drawn in every step, so that none disturbs the others. */
    Set<FaultKind> nextStep() {
        step++;
        var faults = EnumSet.noneOf(FaultKind.class);
        for (var kind : FaultKind.values()) {
            if (kind != FaultKind.OPEN_REFUSED && drawn(kind)) {
                faults.add(kind);
            }
        }
        return faults;
    }

    private boolean drawn(FaultKind kind) {
        var stream = streams.get(kind);
        var chance = plan.chances.getOrDefault(kind, 0.0);
        var hit = stream != null && stream.nextDouble() < chance;
        return hit || attempt == 0 && plan.placed(step, kind);
    }

    /** Counts a call of a tool; says whether it is one that shall fail. */
    boolean failsCall(String tool) {
        return plan.failsTool(tool, calls.merge(tool, 1, Integer::sum));
    }

    int callsOf(String tool) {
        return calls.getOrDefault(tool, 0);
    }

    void met(FaultKind kind) {
        met(kind, "");
    }

    void met(FaultKind kind, Duration time) {
        met(kind, time.toMillis() + " ms");
    }

    void met(FaultKind kind, String detail) {
        log.met(episodeId, seed, new MetFault(kind, attempt, step, detail));
    }
}
