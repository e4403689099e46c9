package dev.openenv;

import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an environment is, as data that can be printed, reviewed and compared: name, version, schemas, rewards, limits.
 * It opens nothing; that is the job of {@link EnvironmentProvider}.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * var spec = EnvironmentSpec.builder("word-game")
 *         .version("1.0.0")
 *         .description("Guess a word of five letters in six turns.")
 *         .actionSchema(guesses.schema())
 *         .observationSchema(feedback.schema())
 *         .solved(SuccessCriterion.terminatedWith(1.0))
 *         .build();
 * }</pre>
 */
public final class EnvironmentSpec {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");

    private final String name;
    private final String version;
    private final String description;
    private final JsonObject actionSchema;
    private final JsonObject observationSchema;
    private final @Nullable SuccessCriterion solved;
    private final @Nullable RewardRange rewardRange;
    private final @Nullable Integer maxSteps;
    private final boolean seeded;
    private final @Nullable String title;
    private final @Nullable String author;
    private final @Nullable String readme;
    private final @Nullable String documentationUrl;
    private final @Nullable JsonObject stateSchema;
    private final @Nullable JsonObject resetObservationSchema;

    private EnvironmentSpec(Builder builder) {
        name = builder.name;
        version = builder.version;
        description = builder.description;
        actionSchema = builder.actionSchema;
        observationSchema = builder.observationSchema;
        solved = builder.solved;
        rewardRange = builder.rewardRange;
        maxSteps = builder.maxSteps;
        seeded = builder.seeded;
        title = builder.title;
        author = builder.author;
        readme = builder.readme;
        documentationUrl = builder.documentationUrl;
        stateSchema = builder.stateSchema;
        resetObservationSchema = builder.resetObservationSchema;
    }

    /**
     * Starts a spec.
     *
     * @param name letters, digits, dots, colons, underscores and hyphens, at most 100
     * @return a builder
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * A builder that holds what this spec holds.
     *
     * @return a builder
     */
    public Builder toBuilder() {
        var builder = new Builder(name);
        builder.version = version;
        builder.description = description;
        builder.actionSchema = actionSchema;
        builder.observationSchema = observationSchema;
        builder.solved = solved;
        builder.rewardRange = rewardRange;
        builder.maxSteps = maxSteps;
        builder.seeded = seeded;
        builder.title = title;
        builder.author = author;
        builder.readme = readme;
        builder.documentationUrl = documentationUrl;
        builder.stateSchema = stateSchema;
        builder.resetObservationSchema = resetObservationSchema;
        return builder;
    }

    /**
     * The environment's name.
     *
     * @return the name, for example {@code word-game}
     */
    public String name() {
        return name;
    }

    /**
     * The environment's version. It changes when the same seed and actions no longer give the same episode.
     *
     * @return the version, {@code 1.0.0} unless said otherwise
     */
    public String version() {
        return version;
    }

    /**
     * What the environment is, for people and agents.
     *
     * @return a sentence or two, empty when nothing was said
     */
    public String description() {
        return description;
    }

    /**
     * What an action looks like as JSON.
     *
     * @return a JSON Schema (2020-12)
     */
    public JsonObject actionSchema() {
        return actionSchema;
    }

    /**
     * What an observation looks like as JSON.
     *
     * @return a JSON Schema (2020-12)
     */
    public JsonObject observationSchema() {
        return observationSchema;
    }

    /**
     * When an episode counts as solved.
     *
     * @return the criterion, or empty when the environment declares none
     */
    public Optional<SuccessCriterion> solved() {
        return Optional.ofNullable(solved);
    }

    /**
     * What a step can pay.
     *
     * @return the range, or empty when the environment declares none
     */
    public Optional<RewardRange> rewardRange() {
        return Optional.ofNullable(rewardRange);
    }

    /**
     * After how many steps an episode is cut off.
     *
     * @return at least 1, or empty when episodes have no limit
     */
    public OptionalInt maxSteps() {
        return maxSteps == null ? OptionalInt.empty() : OptionalInt.of(maxSteps);
    }

    /**
     * Whether the environment claims that the same seed and the same actions give the same episode.
     *
     * @return true unless said otherwise
     */
    public boolean seeded() {
        return seeded;
    }

    /**
     * The name that people and clients of the wire are shown, where it is not {@link #name}.
     *
     * @return a title, or empty when the name is all
     */
    public Optional<String> title() {
        return Optional.ofNullable(title);
    }

    /**
     * Who made the environment.
     *
     * @return a name, or empty
     */
    public Optional<String> author() {
        return Optional.ofNullable(author);
    }

    /**
     * What there is to read about the environment.
     *
     * @return Markdown, or empty
     */
    public Optional<String> readme() {
        return Optional.ofNullable(readme);
    }

    /**
     * Where its documentation is.
     *
     * @return an address, or empty
     */
    public Optional<String> documentationUrl() {
        return Optional.ofNullable(documentationUrl);
    }

    /**
     * What the values of its state look like as JSON.
     *
     * @return a JSON Schema (2020-12), or empty when the environment does not say
     */
    public Optional<JsonObject> stateSchema() {
        return Optional.ofNullable(stateSchema);
    }

    /**
     * What the observation of a reset looks like as JSON, where it is not {@link #observationSchema}.
     *
     * @return a JSON Schema (2020-12), or empty when a reset shows what a step shows
     */
    public Optional<JsonObject> resetObservationSchema() {
        return Optional.ofNullable(resetObservationSchema);
    }

    /**
     * The whole spec as JSON, to print, review and compare.
     *
     * @return an object with snake_case names; what is not declared is left out
     */
    public JsonObject toJson() {
        var json = JsonObject.builder()
                .put("name", name)
                .put("version", version)
                .put("description", description)
                .put("seeded", seeded);
        if (maxSteps != null) {
            json.put("max_steps", maxSteps);
        }
        if (rewardRange != null) {
            json.put("reward_range", List.of(rewardRange.minimum(), rewardRange.maximum()));
        }
        if (solved != null) {
            json.put(
                    "solved",
                    JsonObject.of(
                            "minimum_total_reward",
                            solved.minimumTotalReward(),
                            "must_terminate",
                            solved.mustTerminate()));
        }
        declared(json, "title", title);
        declared(json, "author", author);
        declared(json, "readme", readme);
        declared(json, "documentation_url", documentationUrl);
        json.put("action", actionSchema).put("observation", observationSchema);
        declared(json, "reset_observation", resetObservationSchema);
        declared(json, "state", stateSchema);
        return json.build();
    }

    private static void declared(JsonObject.Builder json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EnvironmentSpec that && toJson().equals(that.toJson());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, version);
    }

    @Override
    public String toString() {
        return "EnvironmentSpec[" + name + " " + version + "]";
    }

    /** Collects the parts of a spec; {@link #build} reports all problems at once. */
    public static final class Builder {

        private String name;
        private String version = "1.0.0";
        private String description = "";
        private JsonObject actionSchema = JsonObject.of("type", "object");
        private JsonObject observationSchema = JsonObject.of("type", "object");
        private @Nullable SuccessCriterion solved;
        private @Nullable RewardRange rewardRange;
        private @Nullable Integer maxSteps;
        private boolean seeded = true;
        private @Nullable String title;
        private @Nullable String author;
        private @Nullable String readme;
        private @Nullable String documentationUrl;
        private @Nullable JsonObject stateSchema;
        private @Nullable JsonObject resetObservationSchema;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /**
         * Says the environment's name.
         *
         * @param value letters, digits, dots, colons, underscores and hyphens, at most 100
         * @return this builder
         */
        public Builder name(String value) {
            name = Objects.requireNonNull(value, "name");
            return this;
        }

        /**
         * Says the environment's version.
         *
         * @param value not blank; {@code 1.0.0} by default
         * @return this builder
         */
        public Builder version(String value) {
            version = Objects.requireNonNull(value, "version");
            return this;
        }

        /**
         * Says what the environment is.
         *
         * @param value a sentence or two
         * @return this builder
         */
        public Builder description(String value) {
            description = Objects.requireNonNull(value, "description");
            return this;
        }

        /**
         * Says what an action looks like.
         *
         * @param value a JSON Schema of an object
         * @return this builder
         */
        public Builder actionSchema(JsonObject value) {
            actionSchema = Objects.requireNonNull(value, "actionSchema");
            return this;
        }

        /**
         * Says what an observation looks like.
         *
         * @param value a JSON Schema of an object
         * @return this builder
         */
        public Builder observationSchema(JsonObject value) {
            observationSchema = Objects.requireNonNull(value, "observationSchema");
            return this;
        }

        /**
         * Says when an episode counts as solved.
         *
         * @param value the criterion
         * @return this builder
         */
        public Builder solved(SuccessCriterion value) {
            solved = Objects.requireNonNull(value, "solved");
            return this;
        }

        /**
         * Says what a step can pay.
         *
         * @param minimum the least reward of a step
         * @param maximum the greatest reward of a step
         * @return this builder
         */
        public Builder rewardRange(double minimum, double maximum) {
            rewardRange = new RewardRange(minimum, maximum);
            return this;
        }

        /**
         * Says after how many steps an episode is cut off.
         *
         * @param value at least 1
         * @return this builder
         */
        public Builder maxSteps(int value) {
            maxSteps = value;
            return this;
        }

        /**
         * Says whether the same seed and actions give the same episode.
         *
         * @param value true by default
         * @return this builder
         */
        public Builder seeded(boolean value) {
            seeded = value;
            return this;
        }

        /**
         * Says the name that people are shown.
         *
         * @param value any text
         * @return this builder
         */
        public Builder title(String value) {
            title = Objects.requireNonNull(value, "title");
            return this;
        }

        /**
         * Says who made the environment.
         *
         * @param value a name
         * @return this builder
         */
        public Builder author(String value) {
            author = Objects.requireNonNull(value, "author");
            return this;
        }

        /**
         * Says what there is to read about the environment.
         *
         * @param value Markdown
         * @return this builder
         */
        public Builder readme(String value) {
            readme = Objects.requireNonNull(value, "readme");
            return this;
        }

        /**
         * Says where the documentation is.
         *
         * @param value an address
         * @return this builder
         */
        public Builder documentationUrl(String value) {
            documentationUrl = Objects.requireNonNull(value, "documentationUrl");
            return this;
        }

        /**
         * Says what the values of its state look like.
         *
         * @param value a JSON Schema of an object
         * @return this builder
         */
        public Builder stateSchema(JsonObject value) {
            stateSchema = Objects.requireNonNull(value, "stateSchema");
            return this;
        }

        /**
         * Says what the observation of a reset looks like, where it is another.
         *
         * @param value a JSON Schema of an object
         * @return this builder
         */
        public Builder resetObservationSchema(JsonObject value) {
            resetObservationSchema = Objects.requireNonNull(value, "resetObservationSchema");
            return this;
        }

        /**
         * Makes the spec.
         *
         * @return the spec
         * @throws SpecException naming every part that is wrong
         */
        public EnvironmentSpec build() {
            var problems = new ArrayList<String>();
            if (!NAME.matcher(name).matches()) {
                problems.add("name must be 1 to 100 letters, digits, '.', ':', '_' or '-' and start with a letter or"
                        + " digit, got '" + name + "'");
            }
            if (version.isBlank()) {
                problems.add("version must not be blank");
            }
            if (maxSteps != null && maxSteps < 1) {
                problems.add("maxSteps must be at least 1, got " + maxSteps);
            }
            if (!problems.isEmpty()) {
                throw new SpecException(String.join("; ", problems));
            }
            return new EnvironmentSpec(this);
        }
    }
}
