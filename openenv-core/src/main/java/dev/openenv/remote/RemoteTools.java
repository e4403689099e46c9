package dev.openenv.remote;

import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.remote.Session.Repeat;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolException;
import dev.openenv.tools.ToolJson;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.Tools;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tools of a world behind a session, called beside its steps, over the same socket. */
final class RemoteTools implements Tools {

    private static final int INVALID_PARAMS = -32602;

    private final Session session;
    private final Duration limit;
    private long requests;

    private RemoteTools(Session session, Duration limit) {
        this.session = session;
        this.limit = limit;
    }

    /** The tools, or nothing where the world has none. */
    static Optional<Tools> of(Session session, Duration limit) {
        var tools = new RemoteTools(session, limit);
        var answer = tools.ask("tools/list", JsonObject.empty(), Repeat.HARMLESS);
        return answer.object("error").isPresent() ? Optional.empty() : Optional.of(tools);
    }

    @Override
    public List<ToolDescriptor> list() {
        var result = result("tools/list", JsonObject.empty(), Repeat.HARMLESS);
        var tools = new ArrayList<ToolDescriptor>();
        if (result instanceof JsonObject object) {
            for (var item : object.list("tools").orElse(List.of())) {
                if (item instanceof JsonObject tool) {
                    tools.add(ToolJson.tool(tool));
                }
            }
        }
        return List.copyOf(tools);
    }

    @Override
    public ToolResult call(String name, JsonObject arguments) {
        var result = result("tools/call", JsonObject.of("name", name, "arguments", arguments), Repeat.NEVER);
        if (result instanceof JsonObject object) {
            if (object.has("tool_name") && !object.has("content")) {
                return stepped(object);
            }
            if (object.bool("is_error").orElse(object.bool("isError").orElse(false))) {
                throw new ToolException(
                        ToolErrorKind.EXECUTION_ERROR, ToolJson.result(object).text(), null);
            }
        }
        return ToolJson.result(result);
    }

    /** Worlds whose actions are tool calls answer with the observation of a step. */
    private static ToolResult stepped(JsonObject observation) {
        var error = observation.object("error");
        if (error.isPresent()) {
            throw new ToolException(
                    ToolErrorKind.of(error.get().string("error_type").orElse("")),
                    error.get().string("message").orElse("the tool failed"),
                    null);
        }
        return ToolJson.result(observation.get("result"));
    }

    private @Nullable Object result(String method, JsonObject params, Repeat repeat) {
        var answer = ask(method, params, repeat);
        var error = answer.object("error");
        if (error.isPresent()) {
            throw failed(error.get());
        }
        return answer.get("result");
    }

    private JsonObject ask(String method, JsonObject params, Repeat repeat) {
        var reply = session.call(method, Frames.mcp(method, params, ++requests), limit, repeat);
        var error = reply.error();
        if (error != null) {
            throw session.ended(error, error.of(method, session.uri()));
        }
        try {
            return reply.data("mcp");
        } catch (JsonMismatchException e) {
            throw session.bad(method, e);
        }
    }

    /** The wire has one code for all that goes wrong in a call; the words have to do. */
    private static ToolException failed(JsonObject error) {
        var message = error.string("message").orElse("the tool failed");
        var words = message.toLowerCase(Locale.ROOT);
        var kind = words.startsWith("unknown tool")
                ? ToolErrorKind.NOT_FOUND
                : error.integer("code").orElse(0) == INVALID_PARAMS
                                || words.contains("validation error")
                                || words.startsWith("invalid ")
                        ? ToolErrorKind.INVALID_ARGUMENTS
                        : ToolErrorKind.EXECUTION_ERROR;
        return new ToolException(kind, message, null);
    }
}
