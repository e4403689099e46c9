package dev.openenv.tools;

import dev.openenv.json.Codec;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.json.Mismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The wire form of the family of actions. Immutable. */
final class ToolActionCodec implements Codec<ToolAction> {

    static final ToolActionCodec INSTANCE = new ToolActionCodec();

    private static final String CALL = "call_tool";
    private static final String SEVERAL = "call_tools";
    private static final String LIST = "list_tools";
    private static final String CODE = "code_act";

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
        if (value instanceof CallTool call) {
            return written(call);
        }
        if (value instanceof CodeAct act) {
            return JsonObject.of("type", CODE, "language", act.language(), "code", act.code());
        }
        return value instanceof CallTools several
                ? JsonObject.of(
                        "type",
                        SEVERAL,
                        "calls",
                        several.calls().stream().map(ToolActionCodec::written).toList())
                : JsonObject.of("type", LIST);
    }

    private static JsonObject written(CallTool call) {
        return JsonObject.of("type", CALL, "tool_name", call.name(), "arguments", call.arguments());
    }

    @Override
    public ToolAction decode(JsonObject json) {
        var problems = new ArrayList<Mismatch>();
        if (LIST.equals(json.get("type"))) {
            refuseOthers(json, Set.of(), "", problems);
        } else if (SEVERAL.equals(json.get("type"))) {
            refuseOthers(json, Set.of("calls"), "", problems);
            checkCalls(json, problems);
        } else if (CODE.equals(json.get("type"))) {
            refuseOthers(json, Set.of("language", "code"), "", problems);
            checkText(json, "", "code", problems);
            if (json.has("language")) {
                checkText(json, "", "language", problems);
            }
        } else {
            checkCall(json, "", problems);
        }
        if (!problems.isEmpty()) {
            throw new JsonMismatchException("ToolAction", problems);
        }
        if (LIST.equals(json.get("type"))) {
            return ListTools.all();
        }
        if (CODE.equals(json.get("type"))) {
            return CodeAct.of(
                    json.string("language").orElse(CodeAct.PYTHON),
                    json.string("code").orElseThrow());
        }
        return SEVERAL.equals(json.get("type"))
                ? CallTools.of(json.list("calls").orElseThrow().stream()
                        .map(call -> read((JsonObject) Objects.requireNonNull(call)))
                        .toList())
                : read(json);
    }

    private static CallTool read(JsonObject json) {
        return CallTool.of(
                json.string("tool_name").orElseThrow(), json.object("arguments").orElse(JsonObject.empty()));
    }

    private static void checkCalls(JsonObject json, List<Mismatch> problems) {
        var calls = json.list("calls").orElse(List.of());
        if (calls.isEmpty() || calls.size() > CallTools.MOST_CALLS) {
            var expected = "a list of 1 to " + CallTools.MOST_CALLS + " calls";
            problems.add(new Mismatch("/calls", json.has("calls") ? "type" : "missing", expected, json.get("calls")));
            return;
        }
        for (var i = 0; i < calls.size(); i++) {
            if (calls.get(i) instanceof JsonObject call) {
                checkCall(call, "/calls/" + i, problems);
            } else {
                problems.add(new Mismatch("/calls/" + i, "type", "an object", calls.get(i)));
            }
        }
    }

    private static void checkCall(JsonObject json, String place, List<Mismatch> problems) {
        if (json.has("type") && !CALL.equals(json.get("type"))) {
            problems.add(new Mismatch(place + "/type", "choice", "'" + CALL + "'", json.get("type")));
        }
        checkText(json, place, "tool_name", problems);
        if (json.has("arguments") && !(json.get("arguments") instanceof JsonObject)) {
            problems.add(new Mismatch(place + "/arguments", "type", "an object", json.get("arguments")));
        }
        refuseOthers(json, Set.of("tool_name", "arguments"), place, problems);
    }

    private static void checkText(JsonObject json, String place, String name, List<Mismatch> problems) {
        if (!(json.get(name) instanceof String)) {
            var kind = json.has(name) ? "type" : "missing";
            problems.add(new Mismatch(place + "/" + name, kind, "a text", json.get(name)));
        }
    }

    private static void refuseOthers(JsonObject json, Set<String> known, String place, List<Mismatch> problems) {
        json.asMap().forEach((name, value) -> {
            var dropped = name.equals("type") || name.equals("metadata") && value instanceof JsonObject;
            if (!dropped && !known.contains(name)) {
                var pointer = place + "/" + name.replace("~", "~0").replace("/", "~1");
                problems.add(new Mismatch(pointer, "extra", "no field of this name", value));
            }
        });
    }

    @Override
    public String toString() {
        return "Codec[" + ToolAction.class.getName() + "]";
    }
}
