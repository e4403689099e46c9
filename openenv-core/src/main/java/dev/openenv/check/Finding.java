package dev.openenv.check;

import dev.openenv.json.JsonObject;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with an environment, or could be better.
 *
 * @param code a stable name for programs, such as {@code not-repeatable}
 * @param severity how much it matters
 * @param seen what happened, with values
 * @param advice what to do about it
 * @param seed the seed of the episode in which it happened, or null when no episode was needed
 * @param step the step in which it happened, from 1; 0 is the reset; null when it belongs to no step
 */
public record Finding(
        String code, Severity severity, String seen, String advice, @Nullable Long seed, @Nullable Integer step) {

    /**
     * A finding.
     *
     * @param code a stable name
     * @param severity how much it matters
     * @param seen what happened
     * @param advice what to do about it
     * @param seed the seed of the episode, or null
     * @param step the step, 0 for the reset, or null
     */
    public Finding {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(seen, "seen");
        Objects.requireNonNull(advice, "advice");
    }

    static Finding error(String code, String seen, String advice) {
        return new Finding(code, Severity.ERROR, seen, advice, null, null);
    }

    static Finding advice(String code, String seen, String advice) {
        return new Finding(code, Severity.ADVICE, seen, advice, null, null);
    }

    boolean isError() {
        return severity == Severity.ERROR;
    }

    Finding at(@Nullable Long episodeSeed, @Nullable Integer stepNumber) {
        return new Finding(code, severity, seen, advice, episodeSeed, stepNumber);
    }

    /**
     * Where it happened, to see it again.
     *
     * @return for example {@code seed 3, step 7}; empty when it belongs to no episode
     */
    public String place() {
        var when = step == null ? "" : step == 0 ? "reset" : "step " + step;
        return seed == null ? when : "seed " + seed + (when.isEmpty() ? "" : ", " + when);
    }

    /**
     * The finding for people.
     *
     * @return what was seen and where, and in a second line what to do
     */
    @Override
    public String toString() {
        var where = place();
        return code + (where.isEmpty() ? "" : " (" + where + ")") + ": " + seen + "\n" + advice;
    }

    JsonObject toJson() {
        return JsonObject.builder()
                .put("code", code)
                .put("severity", severity.name().toLowerCase(Locale.ROOT))
                .put("seen", seen)
                .put("advice", advice)
                .put("seed", seed)
                .put("step", step)
                .build();
    }
}
