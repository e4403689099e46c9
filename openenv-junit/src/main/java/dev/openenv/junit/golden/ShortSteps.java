package dev.openenv.junit.golden;

import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolError;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.ToolResult;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Calls of tools on one line in the file: what was called with what, and what it returned or how it failed. Compared is what
 * they stand for. A step that cannot be had back from its short form to the last character is written in full.
 */
final class ShortSteps {

    private static final String CALL = "call";
    private static final String WITH = "with";
    private static final String RETURNED = "returned";
    private static final String FAILED = "failed";
    private static final String TYPE = "type";
    private static final String CALL_TOOL = "call_tool";
    private static final String TOOL_NAME = "tool_name";
    private static final String ARGUMENTS = "arguments";
    private static final String ERROR_TYPE = "error_type";

    private ShortSteps() {}

    static JsonObject in(JsonObject document) {
        return steps(document, ShortSteps::shortened);
    }

    static JsonObject expandedIn(JsonObject document) {
        return steps(document, ShortSteps::expanded);
    }

    private static JsonObject steps(JsonObject document, UnaryOperator<JsonObject> change) {
        return document.list(GoldenDocument.STEPS)
                .map(steps -> document.with(
                        GoldenDocument.STEPS,
                        steps.stream()
                                .map(step -> change.apply((JsonObject) Objects.requireNonNull(step)))
                                .toList()))
                .orElse(document);
    }

    private static JsonObject shortened(JsonObject step) {
        var action = step.object(GoldenDocument.ACTION).orElseThrow();
        var name = action.string(TOOL_NAME).orElse("");
        var arguments = action.object(ARGUMENTS).orElse(JsonObject.empty());
        var call = arguments.isEmpty() ? JsonObject.of(CALL, name) : JsonObject.of(CALL, name, WITH, arguments);
        var rest = step.without(GoldenDocument.ACTION);
        var seen = step.object(GoldenDocument.OBSERVATION).orElse(JsonObject.empty());
        var result = seen.object("result").orElse(JsonObject.empty());
        for (var value : Arrays.asList(result.get("data"), parsed(result))) {
            var returned = call(call, rest, RETURNED, value);
            if (expanded(returned).equals(step)) {
                return returned;
            }
        }
        var error = seen.object("error");
        if (error.isPresent()) {
            var failed = call(call, rest, FAILED, error.get());
            if (expanded(failed).equals(step)) {
                return failed;
            }
        }
        var other = JsonObject.builder().putAll(call).putAll(rest).build();
        return expanded(other).equals(step) ? other : step;
    }

    private static JsonObject call(JsonObject call, JsonObject rest, String name, @Nullable Object value) {
        return JsonObject.builder()
                .putAll(call)
                .put(name, value)
                .putAll(rest.without(GoldenDocument.OBSERVATION))
                .build();
    }

    /** The value in the order in which the tool gave it, which its text has. */
    private static @Nullable Object parsed(JsonObject result) {
        var content = result.list("content").orElse(List.of());
        if (content.size() != 1
                || !(content.get(0) instanceof JsonObject piece)
                || piece.string("text").isEmpty()) {
            return null;
        }
        try {
            return JsonText.parseLenient(piece.string("text").get(), JsonText.Lenience.LOSSLESS);
        } catch (JsonFormatException e) {
            return null;
        }
    }

    private static JsonObject expanded(JsonObject step) {
        var name = step.string(CALL);
        if (name.isEmpty()) {
            return step;
        }
        var arguments = step.object(WITH).orElse(JsonObject.empty());
        var action = JsonObject.of(ARGUMENTS, arguments, TOOL_NAME, name.get(), TYPE, CALL_TOOL);
        var full = JsonObject.builder().put(GoldenDocument.ACTION, action);
        if (step.has(RETURNED)) {
            full.put(GoldenDocument.OBSERVATION, seen(ToolReply.of(name.get(), ToolResult.of(step.get(RETURNED)))));
        } else if (step.has(FAILED)) {
            var error = step.object(FAILED).orElseThrow();
            var failed = ToolError.of(
                    error.string(ERROR_TYPE).orElseThrow(),
                    error.string(GoldenDocument.MESSAGE).orElseThrow());
            full.put(GoldenDocument.OBSERVATION, seen(ToolReply.failed(name.get(), failed)));
        }
        return full.putAll(step.without(CALL).without(WITH).without(RETURNED).without(FAILED))
                .build();
    }

    private static JsonObject seen(ToolReply reply) {
        return GoldenText.sorted(ToolObservation.codec().encode(reply));
    }
}
