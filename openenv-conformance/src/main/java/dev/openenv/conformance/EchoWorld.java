package dev.openenv.conformance;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.annotation.Param;
import dev.openenv.json.JsonObject;
import dev.openenv.wire.PythonText;
import dev.openenv.wire.RawReward;
import dev.openenv.wire.StepKeywords;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A world that says every message back; see {@link ConformanceWorlds#echo}. It never ends its own episode but for the word
 * {@code done}, counts from the last reset and takes calls in any order.
 */
public final class EchoWorld
        implements Environment<EchoWorld.EchoAction, EchoWorld.EchoObservation>, StepKeywords, RawReward {

    private static final int LAST_LENGTH = 100;

    /** Longer texts are not looked up among the words that mean something. */
    private static final int LONGEST_PROBE = 4;

    private String episodeId = "fresh";
    private long count;
    private String last = "";
    private JsonObject keywords = JsonObject.empty();
    private @Nullable Object reward;

    /** A world before its first reset. */
    public EchoWorld() {}

    /**
     * What to say.
     *
     * @param message the text, at least one character
     * @param metadata comes back at the word {@code tag}
     */
    public record EchoAction(
            @Param(value = "Text to echo", minLength = 1) String message,
            @Param(defaultValue = "{}") JsonObject metadata)
            implements Action {}

    /**
     * What was said.
     *
     * @param echoed the text that came in
     * @param n steps since the last reset
     */
    public record EchoObservation(
            @Param(value = "The text that came in", defaultValue = "\"\"") String echoed,
            @Param(value = "Steps since the last reset", defaultValue = "0") long n)
            implements Observation {}

    @Override
    public StepResult<EchoObservation> reset(ResetOptions options) {
        var prefix = options.values().string("prefix").orElse("");
        if (prefix.equals("boom")) {
            throw new IllegalArgumentException("boom from reset");
        }
        episodeId = options.episodeId().orElseGet(() -> UUID.randomUUID().toString());
        count = 0;
        last = "";
        reward = null;
        return StepResult.of(new EchoObservation(prefix + "ready" + seed(options), 0));
    }

    private static String seed(ResetOptions options) {
        var seed = options.originalSeed()
                .<Object>map(number -> number)
                .orElse(options.values().get("seed"));
        if (seed == null) {
            return "";
        }
        return " seed=" + (seed instanceof BigInteger ? seed.toString() : number(seed));
    }

    /** As Python prints it; the bare words of the wire came as texts. */
    private static String number(@Nullable Object value) {
        if (value instanceof String text) {
            return switch (text) {
                case "NaN" -> "nan";
                case "Infinity" -> "inf";
                case "-Infinity" -> "-inf";
                default -> PythonText.quoted(text);
            };
        }
        return PythonText.quoted(value);
    }

    @Override
    public void nextStep(JsonObject beside) {
        keywords = beside;
    }

    @Override
    public StepResult<EchoObservation> step(EchoAction action) {
        var text = action.message();
        if (text.equals("boom")) {
            throw new IllegalArgumentException("boom from step");
        }
        var colon = text.indexOf(':');
        var word = colon < 0 ? text : text.substring(0, colon);
        var argument = colon < 0 ? "" : text.substring(colon + 1);
        if (word.equals("sleep")) {
            Pause.seconds(Double.parseDouble(argument));
        } else if (word.equals("big")) {
            text = "x".repeat(Integer.parseInt(argument));
        } else if (text.equals("see")) {
            var note = keywords.string("note").orElse("");
            text = "timeout_s=" + number(keywords.get("timeout_s")) + " note=" + PythonText.quoted(note);
        }
        count++;
        last = text.codePointCount(0, text.length()) <= LAST_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LAST_LENGTH));
        var probe = text.length() <= LONGEST_PROBE ? text : "";
        reward = reward(probe);
        var observation = new EchoObservation(text, count);
        var result = reward instanceof Number number
                ? StepResult.of(observation, number.doubleValue())
                : StepResult.of(observation);
        return result.withEnd(text.equals("done"), false).withMetadata(metadata(probe, action));
    }

    private static @Nullable Object reward(String text) {
        return switch (text) {
            case "int" -> 1L;
            case "bool" -> true;
            case "none", "nan", "inf" -> null;
            default -> 0.5;
        };
    }

    private static JsonObject metadata(String text, EchoAction action) {
        return switch (text) {
            case "meta" -> JsonObject.of("k", "v", "nested", JsonObject.of("a", Arrays.asList(1, null)));
            case "tag" -> action.metadata();
            default -> JsonObject.empty();
        };
    }

    @Override
    public @Nullable Object rawReward() {
        return reward;
    }

    @Override
    public State state() {
        return State.of(JsonObject.of("last", last)).withEpisode(episodeId, count);
    }
}
