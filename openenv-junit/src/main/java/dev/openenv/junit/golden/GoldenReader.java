package dev.openenv.junit.golden;

import dev.openenv.Blame;
import dev.openenv.Failure;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.Task;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads a golden file and checks that it holds what was recorded. */
final class GoldenReader {

    private static final String UPDATE = "record it again with -D" + UpdateSwitch.PROPERTY + "=true";

    private final String source;

    GoldenReader(String source) {
        this.source = source;
    }

    Trajectory<JsonAction, JsonObservation> read(byte[] utf8) {
        JsonObject json;
        try {
            json = JsonText.parse(utf8);
        } catch (JsonFormatException e) {
            throw problem("not_golden", "is no JSON object (" + e.getMessage() + "); restore it, or " + UPDATE, e);
        }
        checkFormat(json);
        var digest = json.string(GoldenDocument.DIGEST).orElse("");
        if (!digest.equals(GoldenDocument.digest(json))) {
            throw problem(
                    "golden_edited",
                    "was edited after it was recorded: its values do not fit its digest. A golden episode says what"
                            + " happened; restore the file, or " + UPDATE,
                    null);
        }
        try {
            return episode(ShortSteps.expandedIn(json));
        } catch (RuntimeException e) {
            throw problem("not_golden", "is not a whole golden episode: " + e.getMessage() + "; " + UPDATE, e);
        }
    }

    private void checkFormat(JsonObject json) {
        if (!GoldenDocument.NAME.equals(json.get(GoldenDocument.FORMAT))) {
            throw problem("not_golden", "is no golden episode: its format is not " + GoldenDocument.NAME, null);
        }
        var version = json.integer(GoldenDocument.VERSION);
        if (!version.equals(OptionalLong.of(GoldenEpisode.VERSION))) {
            var newer = version.orElse(0) > GoldenEpisode.VERSION;
            throw problem(
                    "golden_version",
                    "has version " + json.get(GoldenDocument.VERSION) + " of the format, this SDK reads version "
                            + GoldenEpisode.VERSION + "; "
                            + (newer ? "it was recorded by a newer SDK: use that one, or " : "") + UPDATE,
                    null);
        }
    }

    private GoldenException problem(String code, String words, @Nullable Throwable cause) {
        return new GoldenException(code, source + " " + words, cause);
    }

    private static Trajectory<JsonAction, JsonObservation> episode(JsonObject json) {
        var id = text(json, GoldenDocument.EPISODE_ID);
        var episode = Trajectory.<JsonAction, JsonObservation>builder(
                        text(json, GoldenDocument.ENVIRONMENT), text(json, GoldenDocument.ENVIRONMENT_VERSION), id)
                .task(task(object(json, GoldenDocument.TASK)), 0)
                .outcome(
                        Outcome.valueOf(upper(text(json, GoldenDocument.OUTCOME))),
                        json.object(GoldenDocument.FAILURE)
                                .map(GoldenReader::failure)
                                .orElse(null));
        var options = ResetOptions.defaults()
                .withEpisodeId(id)
                .withValues(json.object(GoldenDocument.OPTIONS).orElse(JsonObject.empty()));
        var seed = json.string(GoldenDocument.SEED);
        episode.resetOptions(seed.isPresent() ? options.withSeed(new BigInteger(seed.get())) : options);
        json.object(GoldenDocument.RESET).ifPresent(reset -> episode.initial(result(reset), null));
        json.list(GoldenDocument.STEPS)
                .orElseThrow(() -> new IllegalArgumentException("there is no list " + GoldenDocument.STEPS))
                .forEach(step -> episode.add(step((JsonObject) Objects.requireNonNull(step))));
        return episode.build();
    }

    private static Task task(JsonObject json) {
        return Task.of(
                text(json, GoldenDocument.ID),
                text(json, GoldenDocument.SPLIT),
                json.string(GoldenDocument.INSTRUCTION).orElse(""),
                json.object(GoldenDocument.INPUTS).orElse(JsonObject.empty()));
    }

    private static TrajectoryStep<JsonAction, JsonObservation> step(JsonObject json) {
        var action = new JsonAction(object(json, GoldenDocument.ACTION));
        return json.has(GoldenDocument.FAILURE)
                ? TrajectoryStep.failed(action, failure(object(json, GoldenDocument.FAILURE)))
                : TrajectoryStep.taken(action, result(json));
    }

    private static StepResult<JsonObservation> result(JsonObject json) {
        var result = StepResult.of(new JsonObservation(object(json, GoldenDocument.OBSERVATION)))
                .withEnd(
                        json.bool(GoldenDocument.TERMINATED).orElse(false),
                        json.bool(GoldenDocument.TRUNCATED).orElse(false))
                .withMetadata(json.object(GoldenDocument.METADATA).orElse(JsonObject.empty()));
        var reward = json.number(GoldenDocument.REWARD);
        return reward.isPresent() ? result.withReward(reward.getAsDouble()) : result;
    }

    private static Failure failure(JsonObject json) {
        return Failure.of(
                text(json, GoldenDocument.CODE),
                text(json, GoldenDocument.MESSAGE),
                Blame.valueOf(upper(text(json, GoldenDocument.BLAME))));
    }

    private static String text(JsonObject json, String name) {
        return json.string(name).orElseThrow(() -> new IllegalArgumentException("there is no text " + name));
    }

    private static JsonObject object(JsonObject json, String name) {
        return json.object(name).orElseThrow(() -> new IllegalArgumentException("there is no object " + name));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
