package dev.openenv.conformance.check;

import java.time.Duration;
import java.util.Objects;

/**
 * What one check found against one server.
 *
 * @param number the number of the check in the list, from 1
 * @param title what the check proves
 * @param outcome how it ended
 * @param text what was expected and what came, why it was skipped, or what is as in the reference; empty when passed
 * @param duration how long it took
 */
public record CheckResult(int number, String title, CheckOutcome outcome, String text, Duration duration) {

    /**
     * Checks that nothing is null.
     *
     * @param number as above
     * @param title as above
     * @param outcome as above
     * @param text as above
     * @param duration as above
     */
    public CheckResult {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(duration, "duration");
    }
}
