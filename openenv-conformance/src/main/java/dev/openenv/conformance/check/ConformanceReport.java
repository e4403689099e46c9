package dev.openenv.conformance.check;

import java.util.List;
import java.util.Objects;

/**
 * What all checks found against one server.
 *
 * @param world the world that was served
 * @param results one for each check, in the order of their numbers
 */
public record ConformanceReport(TestedWorld world, List<CheckResult> results) {

    /**
     * Copies the list.
     *
     * @param world as above
     * @param results as above
     */
    public ConformanceReport {
        Objects.requireNonNull(world, "world");
        results = List.copyOf(results);
    }

    /**
     * Whether no check failed.
     *
     * @return true when every result is something else than {@link CheckOutcome#FAILED}
     */
    public boolean passed() {
        return count(CheckOutcome.FAILED) == 0;
    }

    /**
     * How many checks ended so.
     *
     * @param outcome an outcome
     * @return their number
     */
    public long count(CheckOutcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }
}
