package dev.openenv;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The side of a task that the agent never sees: how its episode starts and what the grader knows.
 *
 * <p>There is no codec for the key and {@link #toString} does not show it: it cannot end in a recording, on a wire or in
 * a log. The reset options are recorded, because replay needs them. Immutable when the key is.
 *
 * <pre>{@code
 * Grading.of(ResetOptions.seed(7)).withKey(Set.of("T-3", "T-9"));
 * }</pre>
 */
public final class Grading {

    private static final Grading NOTHING = new Grading(ResetOptions.defaults(), null);

    private final ResetOptions resetOptions;
    private final @Nullable Object key;

    private Grading(ResetOptions resetOptions, @Nullable Object key) {
        this.resetOptions = Objects.requireNonNull(resetOptions, "resetOptions");
        this.key = key;
    }

    /**
     * Default reset options and no key.
     *
     * @return the grading of a task that has none
     */
    public static Grading nothing() {
        return NOTHING;
    }

    /**
     * A grading without a key.
     *
     * @param resetOptions how the episode starts; without a seed, the run derives one per task and attempt
     * @return the grading
     */
    public static Grading of(ResetOptions resetOptions) {
        return new Grading(resetOptions, null);
    }

    /**
     * The same grading with this key.
     *
     * @param value what the grader knows
     * @return a copy
     */
    public Grading withKey(Object value) {
        return new Grading(resetOptions, Objects.requireNonNull(value, "key"));
    }

    /**
     * How the episode starts.
     *
     * @return the reset options
     */
    public ResetOptions resetOptions() {
        return resetOptions;
    }

    /**
     * What the grader knows.
     *
     * @param type the key's type
     * @param <K> the key's type
     * @return the key, or empty when there is none of that type
     */
    public <K> Optional<K> key(Class<K> type) {
        return type.isInstance(key) ? Optional.of(type.cast(key)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Grading[" + (key == null ? "no key" : "key hidden") + "]";
    }
}
