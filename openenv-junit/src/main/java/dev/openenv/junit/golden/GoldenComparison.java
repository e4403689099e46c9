package dev.openenv.junit.golden;

import dev.openenv.codec.JsonText;
import dev.openenv.codec.PrintableText;
import dev.openenv.json.JsonObject;
import dev.openenv.junit.golden.GoldenDifference.Changed;
import dev.openenv.recording.IgnoredValues;
import dev.openenv.recording.JsonDifference;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the first difference of two golden documents, and whose it is. */
final class GoldenComparison {

    private static final List<String> START =
            List.of(GoldenDocument.ENVIRONMENT, GoldenDocument.TASK, GoldenDocument.SEED, GoldenDocument.OPTIONS);
    private static final int SHOWN = 200;

    private final JsonObject expected;
    private final JsonObject actual;
    private final IgnoredValues ignored;

    GoldenComparison(JsonObject expected, JsonObject actual, IgnoredValues ignored) {
        this.expected = expected;
        this.actual = actual;
        this.ignored = ignored;
    }

    Optional<GoldenDifference> first() {
        return members(Changed.START, START)
                .or(() -> between(
                        Changed.ENVIRONMENT,
                        GoldenDifference.RESET,
                        expected.object(GoldenDocument.RESET).orElse(JsonObject.empty()),
                        actual.object(GoldenDocument.RESET).orElse(JsonObject.empty())))
                .or(this::steps)
                .or(() -> members(Changed.OUTCOME, List.of(GoldenDocument.OUTCOME, GoldenDocument.FAILURE)))
                .or(() -> members(Changed.VERSION, List.of(GoldenDocument.ENVIRONMENT_VERSION)));
    }

    private Optional<GoldenDifference> members(Changed changed, List<String> names) {
        return between(changed, GoldenDifference.EPISODE, selected(expected, names), selected(actual, names));
    }

    private static JsonObject selected(JsonObject document, List<String> names) {
        var json = JsonObject.builder();
        names.stream().filter(document::has).forEach(name -> json.put(name, document.get(name)));
        return json.build();
    }

    private Optional<GoldenDifference> steps() {
        var left = expected.list(GoldenDocument.STEPS).orElseThrow();
        var right = actual.list(GoldenDocument.STEPS).orElseThrow();
        for (var i = 0; i < Math.max(left.size(), right.size()); i++) {
            var difference = step(i + 1, at(left, i), at(right, i));
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private static @Nullable JsonObject at(List<@Nullable Object> steps, int index) {
        return index < steps.size() ? (JsonObject) steps.get(index) : null;
    }

    private Optional<GoldenDifference> step(int number, @Nullable JsonObject left, @Nullable JsonObject right) {
        if (left == null || right == null) {
            return Optional.of(new GoldenDifference(
                    Changed.AGENT, number, "/" + GoldenDocument.ACTION, action(left), action(right)));
        }
        return between(Changed.AGENT, number, action(left, true), action(right, true))
                .or(() -> between(Changed.ENVIRONMENT, number, action(left, false), action(right, false)));
    }

    private static JsonObject action(JsonObject step, boolean only) {
        return only
                ? JsonObject.of(GoldenDocument.ACTION, step.get(GoldenDocument.ACTION))
                : step.without(GoldenDocument.ACTION);
    }

    private static String action(@Nullable JsonObject step) {
        if (step == null) {
            return "no more steps";
        }
        var text =
                PrintableText.of(JsonText.write((JsonObject) Objects.requireNonNull(step.get(GoldenDocument.ACTION))));
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "... (" + text.length() + " characters)";
    }

    private Optional<GoldenDifference> between(Changed changed, int step, JsonObject left, JsonObject right) {
        return JsonDifference.first(compared(left), compared(right))
                .map(difference -> new GoldenDifference(
                        changed, step, difference.pointer(), difference.expected(), difference.actual()));
    }

    /** A failure's message is for people. */
    private JsonObject compared(JsonObject json) {
        var failure = json.object(GoldenDocument.FAILURE);
        var without = failure.isPresent()
                ? json.with(GoldenDocument.FAILURE, failure.get().without(GoldenDocument.MESSAGE))
                : json;
        return ignored.removedFrom(without);
    }
}
