package dev.openenv.tools;

import dev.openenv.json.Codec;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.json.Mismatch;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The wire form of the family of observations, told apart by their fields. Reading is lenient. Immutable. */
final class ToolObservationCodec implements Codec<ToolObservation> {

    static final ToolObservationCodec INSTANCE = new ToolObservationCodec();

    private static final String REPLIES = "replies";
    private static final String ERROR_TYPE = "error_type";

    /** What the Python package, which knows no refusals, takes one for. */
    private static final String NOT_KNOWN_AS = ToolErrorKind.EXECUTION_ERROR.wireName();

    private final JsonObject schema = JsonObject.builder()
            .put("$defs", definitions())
            .put("additionalProperties", false)
            .put("description", "What became of a tool call: a result or an error.")
            .put("properties", properties())
            .put("required", List.of("tool_name"))
            .put("title", "CallToolObservation")
            .put("type", "object")
            .build();

    private ToolObservationCodec() {}

    private static JsonObject definitions() {
        var kinds = Stream.of(ToolErrorKind.values())
                .filter(kind -> kind != ToolErrorKind.OTHER && kind != ToolErrorKind.REFUSED)
                .map(ToolErrorKind::wireName)
                .toList();
        var type = JsonObject.builder()
                .put("description", "Why a tool call gave no result.")
                .put("enum", kinds)
                .put("title", "ToolErrorType")
                .put("type", "string")
                .build();
        var properties = JsonObject.of(
                ERROR_TYPE,
                JsonObject.of("$ref", "#/$defs/ToolErrorType", "description", "Why the call failed"),
                "message",
                JsonObject.of("description", "What went wrong", "title", "Message", "type", "string"));
        var error = JsonObject.builder()
                .put("additionalProperties", false)
                .put("description", "Why a tool call gave no result, and the words about it.")
                .put("properties", properties)
                .put("required", List.of(ERROR_TYPE, "message"))
                .put("title", "ToolError")
                .put("type", "object")
                .build();
        return JsonObject.of("ToolError", error, "ToolErrorType", type);
    }

    private static JsonObject properties() {
        var errorOrNull = List.of(JsonObject.of("$ref", "#/$defs/ToolError"), JsonObject.of("type", "null"));
        return JsonObject.of(
                "tool_name",
                JsonObject.of("description", "Which tool was called", "title", "Tool Name", "type", "string"),
                "result",
                JsonObject.of("default", null, "description", "What the tool gave", "title", "Result"),
                "error",
                JsonObject.of("anyOf", errorOrNull, "default", null, "description", "Why the call failed"));
    }

    @Override
    public Class<ToolObservation> type() {
        return ToolObservation.class;
    }

    @Override
    public JsonObject schema() {
        return schema;
    }

    @Override
    public JsonObject encode(ToolObservation value) {
        if (value instanceof ToolReply reply) {
            var json = written(reply);
            return reply.error()
                            .filter(error -> error.kind() == ToolErrorKind.REFUSED)
                            .isPresent()
                    ? json.with("error", json.object("error").orElseThrow().with(ERROR_TYPE, NOT_KNOWN_AS))
                    : json;
        }
        if (value instanceof ToolReplies several) {
            return JsonObject.of(
                    REPLIES,
                    several.replies().stream()
                            .map(ToolObservationCodec::written)
                            .toList());
        }
        if (value instanceof CodeReply code) {
            return CodeReplyJson.written(code);
        }
        if (value instanceof ToolList list) {
            return JsonObject.of(
                    "tools", list.tools().stream().map(ToolJson::stepTool).toList());
        }
        return value instanceof ToolsReady ready ? ready.fields() : JsonObject.empty();
    }

    static JsonObject written(ToolReply reply) {
        var result = reply.result();
        var error = reply.error().map(failed -> JsonObject.of(ERROR_TYPE, failed.type(), "message", failed.message()));
        return JsonObject.of(
                "tool_name",
                reply.toolName(),
                "result",
                result.isPresent() ? ToolJson.result(result.get()) : null,
                "error",
                error.orElse(null));
    }

    @Override
    public ToolObservation decode(JsonObject json) {
        var tools = json.list("tools");
        if (tools.isPresent()) {
            return ToolList.of(ToolJson.tools(tools.get()));
        }
        var replies = json.list(REPLIES);
        if (replies.isPresent() && replies.get().stream().allMatch(ToolObservationCodec::isReply)) {
            return ToolReplies.of(replies.get().stream()
                    .map(reply -> read((JsonObject) Objects.requireNonNull(reply)))
                    .toList());
        }
        if (CodeReplyJson.fits(json)) {
            return CodeReplyJson.read(json);
        }
        var name = json.get("tool_name");
        if (name instanceof String) {
            return read(json);
        }
        if (name != null || json.has("tools")) {
            throw new JsonMismatchException("ToolObservation", List.of(wrong(json, name)));
        }
        return ToolsReady.of(
                json.without("tool_name").without("metadata").without("reward").without("done"));
    }

    static boolean isReply(@Nullable Object json) {
        return json instanceof JsonObject reply && reply.get("tool_name") instanceof String;
    }

    static ToolReply read(JsonObject json) {
        var name = json.string("tool_name").orElseThrow();
        var error = json.object("error");
        return error.isPresent()
                ? ToolReply.failed(name, error(error.get()))
                : ToolReply.of(name, ToolJson.result(json.get("result")));
    }

    private static Mismatch wrong(JsonObject json, @Nullable Object name) {
        return name != null
                ? new Mismatch("/tool_name", "type", "a text", name)
                : new Mismatch("/tools", "type", "a list", json.get("tools"));
    }

    private static ToolError error(JsonObject json) {
        return ToolError.of(
                json.string(ERROR_TYPE).orElse(ToolErrorKind.EXECUTION_ERROR.wireName()),
                json.string("message").orElse(""));
    }

    @Override
    public String toString() {
        return "Codec[" + ToolObservation.class.getName() + "]";
    }
}
