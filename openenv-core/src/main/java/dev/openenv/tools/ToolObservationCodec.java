package dev.openenv.tools;

import dev.openenv.json.Codec;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.json.Mismatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wire form of the family of observations, told apart by their fields. Reading is lenient. Immutable. */
final class ToolObservationCodec implements Codec<ToolObservation> {

    static final ToolObservationCodec INSTANCE = new ToolObservationCodec();

    private final JsonObject schema = JsonObject.builder()
            .put("additionalProperties", true)
            .put("description", "A tool's result or error, the list of tools, or what there is to know after a reset")
            .put("properties", properties())
            .put("title", "CallToolObservation")
            .put("type", "object")
            .build();

    private ToolObservationCodec() {}

    private static JsonObject properties() {
        var type = described("Why the call failed", "string");
        var error = JsonObject.builder()
                .put("additionalProperties", false)
                .put("properties", JsonObject.of("error_type", type, "message", described("What went wrong", "string")))
                .put("required", List.of("error_type", "message"))
                .put("type", "object")
                .build();
        var tool = JsonObject.builder()
                .put(
                        "properties",
                        JsonObject.of(
                                "name", described("What the tool is called by", "string"),
                                "description", described("What it does", "string"),
                                "input_schema", described("JSON Schema of its arguments", "object")))
                .put("required", List.of("name", "description", "input_schema"))
                .put("type", "object")
                .build();
        return JsonObject.builder()
                .put("tool_name", described("Which tool was called", "string"))
                .put("result", JsonObject.of("default", null, "description", "What the tool gave"))
                .put(
                        "error",
                        JsonObject.of(
                                "anyOf",
                                List.of(error, JsonObject.of("type", "null")),
                                "default",
                                null,
                                "description",
                                "Why the call failed; null when it did not"))
                .put(
                        "tools",
                        JsonObject.of("description", "The tools that can be called", "items", tool, "type", "array"))
                .build();
    }

    private static JsonObject described(String description, String type) {
        return JsonObject.of("description", description, "type", type);
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
            var result = reply.result();
            var error = reply.error()
                    .map(failed -> JsonObject.of("error_type", failed.type(), "message", failed.message()));
            return JsonObject.of(
                    "tool_name",
                    reply.toolName(),
                    "result",
                    result.isPresent() ? ToolJson.result(result.get()) : null,
                    "error",
                    error.orElse(null));
        }
        if (value instanceof ToolList list) {
            return JsonObject.of(
                    "tools", list.tools().stream().map(ToolJson::stepTool).toList());
        }
        return value instanceof ToolsReady ready ? ready.fields() : JsonObject.empty();
    }

    @Override
    public ToolObservation decode(JsonObject json) {
        var tools = json.list("tools");
        if (tools.isPresent()) {
            return ToolList.of(ToolJson.tools(tools.get()));
        }
        var name = json.get("tool_name");
        if (name instanceof String text) {
            var error = json.object("error");
            return error.isPresent()
                    ? ToolReply.failed(text, error(error.get()))
                    : ToolReply.of(text, ToolJson.result(json.get("result")));
        }
        if (name != null || json.has("tools")) {
            throw new JsonMismatchException("ToolObservation", List.of(wrong(json, name)));
        }
        return ToolsReady.of(
                json.without("tool_name").without("metadata").without("reward").without("done"));
    }

    private static Mismatch wrong(JsonObject json, @Nullable Object name) {
        return name != null
                ? new Mismatch("/tool_name", "type", "a text", name)
                : new Mismatch("/tools", "type", "a list", json.get("tools"));
    }

    private static ToolError error(JsonObject json) {
        return ToolError.of(
                json.string("error_type").orElse(ToolErrorKind.EXECUTION_ERROR.wireName()),
                json.string("message").orElse(""));
    }

    @Override
    public String toString() {
        return "Codec[" + ToolObservation.class.getName() + "]";
    }
}
