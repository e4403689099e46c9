package dev.openenv.environments.echo;

import dev.openenv.json.JsonObject;
import java.util.List;

/** What actions and observations of {@link Echo} look like. */
final class EchoSchemas {

    private EchoSchemas() {}

    static JsonObject action() {
        var call = JsonObject.builder()
                .put("type", JsonObject.of("const", "call_tool"))
                .put("tool_name", JsonObject.of("type", "string", "description", "the tool to call"))
                .put("arguments", JsonObject.of("type", "object", "description", "the tool's arguments by name"))
                .put("metadata", JsonObject.of("type", "object"))
                .build();
        var list = JsonObject.of(
                "type", JsonObject.of("const", "list_tools"), "metadata", JsonObject.of("type", "object"));
        return JsonObject.of(
                "type", "object", "oneOf", List.of(closed(call, List.of("tool_name")), closed(list, List.of("type"))));
    }

    static JsonObject observation() {
        var tools = JsonObject.of("type", "array", "items", JsonObject.of("type", "object"));
        var properties = JsonObject.builder()
                .put("tools", tools.with("description", "the tools, after list_tools"))
                .put("tool_name", JsonObject.of("type", "string", "description", "the tool that was called"))
                .put("result", JsonObject.of("type", List.of("object", "null"), "description", "what it gave"))
                .put("error", JsonObject.of("type", List.of("object", "null"), "description", "why it failed"))
                .build();
        return closed(properties, List.of());
    }

    private static JsonObject closed(JsonObject properties, List<String> required) {
        return JsonObject.builder()
                .put("type", "object")
                .put("properties", properties)
                .put("required", required)
                .put("additionalProperties", false)
                .build();
    }
}
