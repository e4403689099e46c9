package dev.openenv.server;

import dev.openenv.json.JsonObject;
import dev.openenv.tools.ToolException;
import dev.openenv.tools.ToolJson;
import dev.openenv.tools.Tools;
import dev.openenv.wire.PythonText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers the two methods of the dialect of {@code /mcp} that need a world, and the ones that nobody knows. Those of
 * sessions are answered before a world is chosen. Immutable.
 */
final class McpDialect {

    static final String CREATE = "openenv/session/create";
    static final String CLOSE = "openenv/session/close";

    private static final String LIST = "tools/list";
    private static final String CALL = "tools/call";

    private final ErrorTexts errors;

    McpDialect(ErrorTexts errors) {
        this.errors = errors;
    }

    /** Whether the request is about sessions and not about a world. */
    static boolean aboutSessions(McpRequest request) {
        return request.method().equals(CREATE) || request.method().equals(CLOSE);
    }

    /** Whether the request counts as activity of its session when it is answered. */
    static boolean isCall(McpRequest request) {
        return request.method().equals(CALL);
    }

    /** The reply to a request. Does not throw. {@code place} is ours, for the log. */
    McpReply answer(McpRequest request, McpWorld world, String place) {
        if (request.refusal() != null) {
            return request.refusal();
        }
        try {
            return switch (request.method()) {
                case LIST -> list(request, world);
                case CALL -> call(request, world);
                default ->
                    McpReply.error(request.id(), McpReply.METHOD_NOT_FOUND, "Method not found: " + request.method());
            };
        } catch (ToolException e) {
            return failed(request, e.error().message()); // written for agents, so never hidden
        } catch (InvalidMessageException e) {
            return failed(
                    request, "Invalid arguments: " + WellFormed.text(e.items().toString()));
        } catch (Throwable e) {
            return failed(request, errors.of(e, place));
        }
    }

    private static McpReply list(McpRequest request, McpWorld world) {
        var tools = world.tools();
        if (tools != null) {
            var list = tools.list().stream().map(ToolJson::mcpTool).toList();
            return McpReply.result(request.id(), JsonObject.of("tools", list));
        }
        if (!world.takesToolActions()) {
            return noTools(request);
        }
        var shown = world.stepTool(JsonObject.of("type", "list_tools")).observation();
        return McpReply.result(request.id(), JsonObject.of("tools", shown.get("tools")));
    }

    private static McpReply call(McpRequest request, McpWorld world) {
        var name = request.params().get("name");
        if (isNothing(name)) {
            return McpReply.error(request.id(), McpReply.INVALID_PARAMS, "Missing 'name' in params");
        }
        var tools = world.tools();
        if (tools == null && !world.takesToolActions()) {
            return noTools(request);
        }
        if (!(name instanceof String tool)) {
            return failed(request, "Invalid params: 'name' should be a text, not " + PythonText.quoted(name));
        }
        var given = request.params().get("arguments");
        if (given != null && !(given instanceof JsonObject)) {
            return failed(request, "Invalid params: 'arguments' of tool '" + tool + "' should be an object");
        }
        var arguments = given instanceof JsonObject object ? object : JsonObject.empty();
        return McpReply.result(
                request.id(), tools == null ? stepped(world, tool, arguments) : called(tools, tool, arguments));
    }

    private static @Nullable Object called(Tools tools, String tool, JsonObject arguments) {
        return ToolJson.result(tools.call(tool, arguments));
    }

    /** The whole observation is the result, failures included. */
    private static JsonObject stepped(McpWorld world, String tool, JsonObject arguments) {
        var step = world.stepTool(JsonObject.of("type", "call_tool", "tool_name", tool, "arguments", arguments));
        return JsonObject.builder()
                .put("done", step.done())
                .put("reward", step.reward())
                .put("metadata", step.metadata())
                .putAll(step.observation())
                .build();
    }

    /** What Python takes for no name at all. */
    private static boolean isNothing(@Nullable Object name) {
        return name == null
                || name.equals("")
                || name.equals(false)
                || name instanceof Number number && number.doubleValue() == 0
                || name instanceof JsonObject object && object.isEmpty()
                || name instanceof List<?> list && list.isEmpty();
    }

    private static McpReply noTools(McpRequest request) {
        return failed(request, "Environment does not support MCP");
    }

    private static McpReply failed(McpRequest request, String message) {
        return McpReply.error(request.id(), McpReply.INTERNAL_ERROR, message);
    }
}
