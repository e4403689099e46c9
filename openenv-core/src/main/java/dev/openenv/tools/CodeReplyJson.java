package dev.openenv.tools;

import dev.openenv.json.JsonObject;
import java.util.Objects;

/** The wire form of {@link CodeReply}. */
final class CodeReplyJson {

    private CodeReplyJson() {}

    static JsonObject written(CodeReply reply) {
        return JsonObject.builder()
                .put("output", reply.output())
                .put("cut", reply.cut())
                .put("value", reply.value().orElse(null))
                .put("calls", reply.calls().stream().map(CodeReplyJson::written).toList())
                .put("error", reply.error().map(CodeReplyJson::written).orElse(null))
                .build();
    }

    private static JsonObject written(CodeReply.Call call) {
        return ToolObservationCodec.written(call.reply())
                .with("arguments", call.tool().arguments());
    }

    private static JsonObject written(CodeError error) {
        return JsonObject.builder()
                .put("error_type", error.type())
                .put("message", error.message())
                .put("line", error.line().isPresent() ? error.line().getAsInt() : null)
                .put("trace", error.trace())
                .put("variables_lost", error.variablesLost())
                .build();
    }

    static boolean fits(JsonObject json) {
        return json.get("output") instanceof String
                && json.list("calls")
                        .filter(calls -> calls.stream().allMatch(ToolObservationCodec::isReply))
                        .isPresent();
    }

    static CodeReply read(JsonObject json) {
        var reply = CodeReply.empty()
                .withOutput(
                        json.string("output").orElseThrow(), json.bool("cut").orElse(false))
                .withValue(json.get("value"))
                .withCalls(json.list("calls").orElseThrow().stream()
                        .map(call -> call((JsonObject) Objects.requireNonNull(call)))
                        .toList());
        return json.object("error").map(error -> reply.withError(error(error))).orElse(reply);
    }

    private static CodeReply.Call call(JsonObject json) {
        var name = json.string("tool_name").orElseThrow();
        var arguments = json.object("arguments").orElse(JsonObject.empty());
        return new CodeReply.Call(CallTool.of(name, arguments), ToolObservationCodec.read(json));
    }

    private static CodeError error(JsonObject json) {
        var error = CodeError.of(
                        json.string("error_type").orElse(CodeErrorKind.EXCEPTION.wireName()),
                        json.string("message").orElse(""))
                .withTrace(json.string("trace").orElse(""));
        if (json.integer("line").isPresent()) {
            error = error.withLine((int) json.integer("line").getAsLong());
        }
        return json.bool("variables_lost").orElse(false) ? error.withVariablesLost() : error;
    }
}
