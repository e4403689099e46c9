package dev.openenv.junit.golden;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.Trajectory;
import dev.openenv.codec.JsonFormatException;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.recording.IgnoredValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An episode as small, ordered text: where it began, every action and what came of it, the outcome. What differs from
 * run to run (time, usage, drawings, the agent's name) is not in it.
 *
 * <p>The text is JSON, one short value a line and names in a fixed order. It ends with a digest of its values; indents
 * and line ends may change, values may not.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * var before = GoldenEpisode.read(Path.of("src/test/golden/closes-duplicates.golden.json"));
 * var now = GoldenEpisode.of(trial.run(new Assistant()));
 * before.firstDifference(now);   // Optional[step 3, /action/arguments/id: expected 7, got 8]
 * }</pre>
 */
public final class GoldenEpisode {

    /** The version of the format that is written and read. */
    public static final int VERSION = 1;

    private final Trajectory<JsonAction, JsonObservation> json;
    private final JsonObject document;

    private GoldenEpisode(Trajectory<JsonAction, JsonObservation> json) {
        this.json = json;
        this.document = GoldenDocument.of(json);
    }

    /**
     * An episode that was played in a test.
     *
     * @param played the episode
     * @return the same as JSON
     * @throws GoldenException {@code golden_not_encoded} when an observation cannot be written as JSON
     */
    public static GoldenEpisode of(PlayedEpisode<?, ?> played) {
        return ofPlayed(played);
    }

    private static <A extends Action, O extends Observation> GoldenEpisode ofPlayed(PlayedEpisode<A, O> played) {
        return of(played.trajectory(), played.world());
    }

    /**
     * An episode that was played somewhere.
     *
     * @param trajectory what happened
     * @param world the environment, for its codecs
     * @param <A> the actions
     * @param <O> the observations
     * @return the same as JSON
     * @throws GoldenException {@code golden_not_encoded} when an observation cannot be written as JSON
     */
    public static <A extends Action, O extends Observation> GoldenEpisode of(
            Trajectory<A, O> trajectory, EnvironmentProvider<A, O> world) {
        return new GoldenEpisode(EpisodeCodecs.of(world).json(trajectory));
    }

    /**
     * An episode whose environment is not at hand. Tool actions, JSON and records are written as their environments
     * write them, anything else as its text.
     *
     * @param trajectory what happened
     * @return the same as JSON
     */
    public static GoldenEpisode of(Trajectory<?, ?> trajectory) {
        return new GoldenEpisode(EpisodeCodecs.byClass().json(trajectory));
    }

    /**
     * Reads a file.
     *
     * @param file as {@link #write} left it
     * @return the episode
     * @throws GoldenException when the file is not there, cannot be read, was edited, or is of another version of the
     *     format
     */
    public static GoldenEpisode read(Path file) {
        try {
            return new GoldenEpisode(new GoldenReader(file.toString()).read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            throw new GoldenException("golden_missing", file + " is not there", e);
        } catch (IOException e) {
            throw new GoldenException("golden_not_read", file + " cannot be read: " + e, e);
        }
    }

    /**
     * Writes a file, with the folders above it. A file that is there is replaced in one piece.
     *
     * @param file where to
     * @throws GoldenException {@code golden_not_written} when it cannot be written
     */
    public void write(Path file) {
        WholeFile.write(file, text());
    }

    /**
     * The episode with actions and observations as JSON objects. An action that broke its own type is an object with
     * one name, {@code action_text}.
     *
     * @return what {@link dev.openenv.recording.Replay} can play again
     */
    public Trajectory<JsonAction, JsonObservation> json() {
        return json;
    }

    /**
     * The text of the file.
     *
     * @return JSON, the same for equal episodes
     * @throws GoldenException {@code golden_not_encoded} when a text cannot be JSON
     */
    public String text() {
        try {
            var shown = ShortSteps.in(document);
            return GoldenText.of(shown.with(GoldenDocument.DIGEST, GoldenDocument.digest(shown)));
        } catch (JsonFormatException e) {
            throw new GoldenException(
                    "golden_not_encoded", "the episode cannot be written as JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Compares an episode with this one.
     *
     * @param actual the other one
     * @return the first difference, or empty when they are the same
     */
    public Optional<GoldenDifference> firstDifference(GoldenEpisode actual) {
        return firstDifference(actual, IgnoredValues.none());
    }

    /**
     * Compares an episode with this one and leaves some places out.
     *
     * @param actual the other one
     * @param ignored places within a step such as {@code /action/arguments/note} or {@code /observation/clock}, or
     *     within the episode such as {@code /environment_version}
     * @return the first difference, or empty when they are the same
     */
    public Optional<GoldenDifference> firstDifference(GoldenEpisode actual, IgnoredValues ignored) {
        return new GoldenComparison(document, actual.document, ignored).first();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GoldenEpisode that && document.equals(that.document);
    }

    @Override
    public int hashCode() {
        return document.hashCode();
    }

    @Override
    public String toString() {
        return "GoldenEpisode[" + json + "]";
    }
}
