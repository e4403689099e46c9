package dev.openenv.fault;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What shall go wrong. Changed only before anybody else knows it. */
final class FaultPlan {

    /** Longer than any limit that would be under test, and not for ever. */
    static final Duration LONGEST_HANG = Duration.ofMinutes(10);

    final long seed;
    final Map<FaultKind, Double> chances = new EnumMap<>(FaultKind.class);
    private final Map<Integer, Set<FaultKind>> placed = new HashMap<>();
    private final Map<String, Set<Integer>> failingCalls = new HashMap<>();
    FaultClock clock = FaultClock.system();
    Duration slow = Duration.ofMillis(20);
    Duration jump = Duration.ofHours(1);
    int firstTry;

    FaultPlan(long seed) {
        this.seed = seed;
    }

    FaultPlan(FaultPlan other) {
        seed = other.seed;
        chances.putAll(other.chances);
        other.placed.forEach((step, kinds) -> placed.put(step, EnumSet.copyOf(kinds)));
        other.failingCalls.forEach((tool, calls) -> failingCalls.put(tool, new HashSet<>(calls)));
        clock = other.clock;
        slow = other.slow;
        jump = other.jump;
        firstTry = other.firstTry;
    }

    void failTool(String tool, int call) {
        failingCalls.computeIfAbsent(tool, name -> new HashSet<>()).add(call);
    }

    void place(int step, FaultKind kind) {
        placed.computeIfAbsent(step, at -> EnumSet.noneOf(FaultKind.class)).add(kind);
    }

    boolean placed(int step, FaultKind kind) {
        return placed.getOrDefault(step, Set.of()).contains(kind);
    }

    boolean failsTools() {
        return !failingCalls.isEmpty()
                || chances.containsKey(FaultKind.TOOL_FAILED)
                || placed.values().stream().anyMatch(kinds -> kinds.contains(FaultKind.TOOL_FAILED));
    }

    boolean failsTool(String tool, int call) {
        return failingCalls.getOrDefault(tool, Set.of()).contains(call);
    }

    @Override
    public String toString() {
        return "seed " + seed + ", chances " + chances + ", placed " + placed.size() + ", failing tools "
                + failingCalls.keySet();
    }
}
