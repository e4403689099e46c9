package dev.openenv;

import dev.openenv.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an episode stands: its id, how many steps it took, and what the world adds.
 *
 * <p>State is for people, tools and tests. Secrets of the world (the word to guess) do not belong in it unless asked for
 * by a reset option. Immutable.
 *
 * <pre>{@code
 * State.of("episode-7", 3).with("last_word", "crane")
 * }</pre>
 */
public final class State {

    private static final State UNKNOWN = new State(null, 0, JsonObject.empty());

    private final @Nullable String episodeId;
    private final long stepCount;
    private final JsonObject values;

    private State(@Nullable String episodeId, long stepCount, JsonObject values) {
        if (stepCount < 0) {
            throw new IllegalArgumentException("stepCount must be at least 0, got " + stepCount);
        }
        this.episodeId = episodeId;
        this.stepCount = stepCount;
        this.values = Objects.requireNonNull(values, "values");
    }

    /**
     * A state that says nothing.
     *
     * @return no episode id, no steps, no values
     */
    public static State unknown() {
        return UNKNOWN;
    }

    /**
     * A state with an episode.
     *
     * @param episodeId the id of the running episode
     * @param stepCount steps taken since reset, at least 0
     * @return the state
     */
    public static State of(String episodeId, long stepCount) {
        return new State(Objects.requireNonNull(episodeId, "episodeId"), stepCount, JsonObject.empty());
    }

    /**
     * A state that only has values of its own; an opened environment fills in the episode.
     *
     * @param values what the world adds
     * @return the state
     */
    public static State of(JsonObject values) {
        return new State(null, 0, values);
    }

    /**
     * The id of the running episode.
     *
     * @return the id, or empty before the first reset
     */
    public Optional<String> episodeId() {
        return Optional.ofNullable(episodeId);
    }

    /**
     * Steps taken since reset.
     *
     * @return at least 0
     */
    public long stepCount() {
        return stepCount;
    }

    /**
     * What the world adds.
     *
     * @return further values by name, in the order they were added
     */
    public JsonObject values() {
        return values;
    }

    /**
     * The same state with one more value.
     *
     * @param name the name of the value
     * @param value anything that {@link JsonObject} holds
     * @return a copy
     */
    public State with(String name, @Nullable Object value) {
        return new State(episodeId, stepCount, values.with(name, value));
    }

    /**
     * The same state with this episode.
     *
     * @param id the id of the running episode
     * @param steps steps taken since reset, at least 0
     * @return a copy
     */
    public State withEpisode(String id, long steps) {
        return new State(Objects.requireNonNull(id, "id"), steps, values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State that
                && Objects.equals(episodeId, that.episodeId)
                && stepCount == that.stepCount
                && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(episodeId, stepCount, values);
    }

    @Override
    public String toString() {
        return "State[episodeId=" + episodeId + ", stepCount=" + stepCount + ", values=" + values + "]";
    }
}
