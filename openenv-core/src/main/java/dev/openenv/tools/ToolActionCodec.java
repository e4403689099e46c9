package dev.openenv.tools;

import dev.openenv.json.Codec;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.json.Mismatch;
import java.util.ArrayList;
import java.util.List;

/** The wire form of the family of actions. Immutable. */
final class ToolActionCodec implements Codec<ToolAction> {

    static final ToolActionCodec INSTANCE = new ToolActionCodec();

    private static final String CALL = "call_tool";
    private static final String LIST = "list_tools";

    private final JsonObject schema = JsonObject.builder()
            .put("additionalProperties", false)
            .put("description", "Calls one of the environment's tools; {\"type\":\"list_tools\"} asks which there are.")
            .put("properties", properties())
            .put("required", List.of("tool_name"))
            .put("title", "CallToolAction")
            .put("type", "object")
            .build();

    private ToolActionCodec() {}

    private static JsonObject properties() {
        var type = JsonObject.builder()
                .put("const", CALL)
                .put("default", CALL)
                .put("description", "What kind of action it is")
                .put("title", "Type")
                .put("type", "string");
        var name = JsonObject.of("description", "Which tool to call", "title", "Tool Name", "type", "string");
        var arguments = JsonObject.builder()
                .put("additionalProperties", true)
                .put("description", "What to call it with, by name")
                .put("title", "Arguments")
                .put("type", "object");
        return JsonObject.of("type", type.build(), "tool_name", name, "arguments", arguments.build());
    }

    @Override
    public Class<ToolAction> type() {
        return ToolAction.class;
    }

    @Override
    public JsonObject schema() {
        return schema;
    }

    @Override
    public JsonObject encode(ToolAction value) {
        return value instanceof CallTool call
                ? JsonObject.of("type", CALL, "tool_name", call.name(), "arguments", call.arguments())
                : JsonObject.of("type", LIST);
    }

    @Override
    public ToolAction decode(JsonObject json) {
        var list = LIST.equals(json.get("type"));
        var problems = new ArrayList<Mismatch>();
        if (!list) {
            checkCall(json, problems);
        }
        json.asMap().forEach((name, value) -> {
            var known = name.equals("type")
                    || name.equals("metadata") && value instanceof JsonObject
                    || !list && (name.equals("tool_name") || name.equals("arguments"));
            if (!known) {
                var pointer = "/" + name.replace("~", "~0").replace("/", "~1");
                problems.add(new Mismatch(pointer, "extra", "no field of this name", value));
            }
        });
        if (!problems.isEmpty()) {
            throw new JsonMismatchException("ToolAction", problems);
        }
        if (list) {
            return ListTools.all();
        }
        return CallTool.of(
                json.string("tool_name").orElseThrow(), json.object("arguments").orElse(JsonObject.empty()));
    }

    private static void checkCall(JsonObject json, List<Mismatch> problems) {
        if (json.has("type") && !CALL.equals(json.get("type"))) {
            problems.add(new Mismatch("/type", "choice", "'" + CALL + "'", json.get("type")));
        }
        if (!json.has("tool_name")) {
            problems.add(new Mismatch("/tool_name", "missing", "a text", null));
        } else if (!(json.get("tool_name") instanceof String)) {
            problems.add(new Mismatch("/tool_name", "type", "a text", json.get("tool_name")));
        }
        if (json.has("arguments") && !(json.get("arguments") instanceof JsonObject)) {
            problems.add(new Mismatch("/arguments", "type", "an object", json.get("arguments")));
        }
    }

    @Override
    public String toString() {
        return "Codec[" + ToolAction.class.getName() + "]";
    }
}
