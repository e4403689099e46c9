package dev.openenv.server;

import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolError;
import dev.openenv.tools.ToolJson;
import dev.openenv.tools.ToolReply;
import java.util.ArrayList;
import java.util.List;

/** The tools of a world that answers tool actions in its own steps. Confined to one thread at a time. */
final class SteppedTools {

    private final McpWorld world;

    SteppedTools(McpWorld world) {
        this.world = world;
    }

    List<ToolDescriptor> list() {
        var shown = world.stepTool(JsonObject.of("type", "list_tools")).observation();
        var tools = new ArrayList<ToolDescriptor>();
        for (var item : shown.list("tools").orElse(List.of())) {
            if (item instanceof JsonObject tool) {
                tools.add(ToolJson.tool(tool));
            }
        }
        return tools;
    }

    ToolReply call(CallTool call) {
        var action = JsonObject.of("type", "call_tool", "tool_name", call.name(), "arguments", call.arguments());
        var seen = world.stepTool(action).observation();
        var error = seen.object("error");
        if (error.isPresent()) {
            var type = error.get().string("error_type").orElse("");
            var message = error.get().string("message").orElse("the tool failed");
            return ToolReply.failed(call.name(), ToolError.of(type, message));
        }
        return ToolReply.of(call.name(), ToolJson.result(seen.get("result")));
    }
}
