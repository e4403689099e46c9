package dev.openenv;

import dev.openenv.json.JsonObject;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How an episode shall start: seed, episode id and named options of the world.
 *
 * <p>Immutable; {@code with...} gives a copy.
 *
 * <pre>{@code
 * env.reset(ResetOptions.seed(42).withEpisodeId("demo-1").with("columns", 12));
 * }</pre>
 */
public final class ResetOptions {

    /** The longest episode id, in characters. The limit is the OpenEnv wire's. */
    public static final int MAX_EPISODE_ID_LENGTH = 255;

    private static final ResetOptions DEFAULTS = new ResetOptions(null, null, JsonObject.empty());

    private final @Nullable BigInteger seed;
    private final @Nullable String episodeId;
    private final JsonObject values;

    private ResetOptions(@Nullable BigInteger seed, @Nullable String episodeId, JsonObject values) {
        if (episodeId != null && (episodeId.isEmpty() || episodeId.length() > MAX_EPISODE_ID_LENGTH)) {
            throw new IllegalArgumentException(
                    "episode id must have 1 to " + MAX_EPISODE_ID_LENGTH + " characters, got " + episodeId.length());
        }
        this.seed = seed;
        this.episodeId = episodeId;
        this.values = Objects.requireNonNull(values, "values");
    }

    /**
     * No seed, no episode id, no options.
     *
     * @return the defaults
     */
    public static ResetOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Options with a seed only.
     *
     * @param seed any number
     * @return the options
     */
    public static ResetOptions seed(long seed) {
        return DEFAULTS.withSeed(seed);
    }

    /**
     * The seed as the world uses it.
     *
     * <p>A seed outside the 64-bit range (the wire allows any integer) is folded: the first eight bytes, big-endian, of
     * the SHA-256 of its decimal digits.
     *
     * @return the seed, or empty when none was given
     */
    public OptionalLong seed() {
        return seed == null ? OptionalLong.empty() : OptionalLong.of(fold(seed));
    }

    /**
     * The seed exactly as it was given.
     *
     * @return the seed, or empty when none was given
     */
    public Optional<BigInteger> originalSeed() {
        return Optional.ofNullable(seed);
    }

    /**
     * The id the episode shall have.
     *
     * @return the id, or empty when the SDK may choose one
     */
    public Optional<String> episodeId() {
        return Optional.ofNullable(episodeId);
    }

    /**
     * Named options of the world.
     *
     * @return the options, empty by default
     */
    public JsonObject values() {
        return values;
    }

    /**
     * A new generator at the start of this episode's stream of chance. Every call gives the same stream again, so call it
     * once per reset; use {@link EpisodeRandom#split} for independent streams.
     *
     * @return a generator seeded by {@link #seed()}, or by the system's entropy when there is none
     */
    public EpisodeRandom random() {
        return new EpisodeRandom(seed == null ? Entropy.SOURCE.nextLong() : fold(seed));
    }

    /**
     * The same options with this seed.
     *
     * @param value any number
     * @return a copy
     */
    public ResetOptions withSeed(long value) {
        return withSeed(BigInteger.valueOf(value));
    }

    /**
     * The same options with this seed of any size.
     *
     * @param value any integer
     * @return a copy
     */
    public ResetOptions withSeed(BigInteger value) {
        return new ResetOptions(Objects.requireNonNull(value, "seed"), episodeId, values);
    }

    /**
     * The same options, with a seed from the system's entropy when there is none, so that the episode can be replayed.
     *
     * @return these options or a copy whose seed has 53 bits, so that every JSON reader keeps it exact
     */
    public ResetOptions withSeedIfAbsent() {
        return seed != null ? this : withSeed(Entropy.SOURCE.nextLong() >>> 11);
    }

    /**
     * The same options with this episode id.
     *
     * @param id 1 to 255 characters
     * @return a copy
     * @throws IllegalArgumentException when the id is empty or too long
     */
    public ResetOptions withEpisodeId(String id) {
        return new ResetOptions(seed, Objects.requireNonNull(id, "episodeId"), values);
    }

    /**
     * The same options with one more named option.
     *
     * @param name the option's name, as the world documents it
     * @param value anything that {@link JsonObject} holds
     * @return a copy
     */
    public ResetOptions with(String name, @Nullable Object value) {
        return new ResetOptions(seed, episodeId, values.with(name, value));
    }

    /**
     * The same options with these named options.
     *
     * @param options replaces all named options
     * @return a copy
     */
    public ResetOptions withValues(JsonObject options) {
        return new ResetOptions(seed, episodeId, options);
    }

    private static long fold(BigInteger seed) {
        return seed.bitLength() < Long.SIZE ? seed.longValue() : Seeds.hash(seed.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResetOptions that
                && Objects.equals(seed, that.seed)
                && Objects.equals(episodeId, that.episodeId)
                && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(seed, episodeId, values);
    }

    @Override
    public String toString() {
        return "ResetOptions[seed=" + seed + ", episodeId=" + episodeId + ", values=" + values + "]";
    }

    /** Created on first use only: a seeded program never touches the system's entropy. */
    private static final class Entropy {
        private static final SecureRandom SOURCE = new SecureRandom();
    }
}
