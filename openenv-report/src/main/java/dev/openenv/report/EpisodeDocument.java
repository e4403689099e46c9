package dev.openenv.report;

import dev.openenv.Action;
import dev.openenv.Drawing;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Failure;
import dev.openenv.Grade;
import dev.openenv.Observation;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.Usage;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An episode as the viewer reads it. Actions and observations are JSON as text, so that whole numbers beyond 2^53 are
 * shown as they are; a browser would round them.
 */
final class EpisodeDocument<A extends Action, O extends Observation> {

    private final EnvironmentProvider<A, O> provider;

    EpisodeDocument(EnvironmentProvider<A, O> provider) {
        this.provider = provider;
    }

    JsonObject of(Trajectory<A, O> episode) {
        var frames = new ArrayList<JsonObject>();
        frames.add(reset(episode));
        episode.steps().forEach(step -> frames.add(step(step)));
        var json = JsonObject.builder()
                .put("split", episode.task().split())
                .put("instruction", episode.task().instruction());
        text(json, "inputs", episode.task().inputs());
        episode.resetOptions().originalSeed().map(BigInteger::toString).ifPresent(seed -> json.put("seed", seed));
        text(json, "options", episode.resetOptions().values());
        episode.failure().ifPresent(failure -> json.put("failure", failure(failure)));
        episode.grade().ifPresent(grade -> json.put("grade", grade(grade)));
        if (!episode.usage().equals(Usage.none())) {
            json.put("usage", usage(episode.usage()));
        }
        return json.put("frames", frames).build();
    }

    static JsonObject usage(Usage usage) {
        return JsonObject.builder()
                .put("inputTokens", usage.inputTokens())
                .put("outputTokens", usage.outputTokens())
                .put("modelCalls", usage.modelCalls())
                .put("cost", usage.cost())
                .build();
    }

    private JsonObject reset(Trajectory<A, O> episode) {
        var frame = JsonObject.builder();
        episode.initial().ifPresent(result -> result(frame, result));
        episode.initialDrawing().ifPresent(drawing -> drawing(frame, drawing));
        return frame.build();
    }

    private JsonObject step(TrajectoryStep<A, O> step) {
        var frame = JsonObject.builder();
        encoded(frame, "action", provider.actionCodec(), step.action());
        step.result().ifPresent(result -> result(frame, result));
        step.failure().ifPresent(failure -> frame.put("failure", failure(failure)));
        step.drawing().ifPresent(drawing -> drawing(frame, drawing));
        return frame.build();
    }

    private void result(JsonObject.Builder frame, StepResult<O> result) {
        encoded(frame, "observation", provider.observationCodec(), result.observation());
        result.reward().ifPresent(reward -> frame.put("reward", reward));
        if (result.terminated()) {
            frame.put("terminated", true);
        }
        if (result.truncated()) {
            frame.put("truncated", true);
        }
        text(frame, "metadata", result.metadata());
    }

    /** A refused action may well be one that cannot be written, so what cannot be encoded is shown as Java shows it. */
    private static <T> void encoded(JsonObject.Builder frame, String name, Codec<T> codec, T value) {
        try {
            frame.put(name, JsonPage.text(codec.encode(value)));
        } catch (RuntimeException e) {
            frame.put(name + "Text", asJavaShowsIt(value));
        }
    }

    private static String asJavaShowsIt(@Nullable Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException e) {
            return "a " + (value == null ? "null" : value.getClass().getName()) + " that cannot be shown: " + e;
        }
    }

    private static void drawing(JsonObject.Builder frame, Drawing drawing) {
        frame.put("text", drawing.text());
        drawing.svg().ifPresent(svg -> frame.put("svg", svg));
    }

    private static void text(JsonObject.Builder json, String name, JsonObject value) {
        if (!value.isEmpty()) {
            json.put(name, JsonPage.text(value));
        }
    }

    private static JsonObject failure(Failure failure) {
        return JsonObject.of(
                "code", failure.code(),
                "message", failure.message(),
                "blame", failure.blame().name().toLowerCase(Locale.ROOT));
    }

    private static JsonObject grade(Grade grade) {
        return JsonObject.of("solved", grade.solved(), "score", grade.score(), "reason", grade.reason());
    }
}
