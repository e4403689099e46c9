package dev.openenv.server;

import dev.openenv.EnvironmentSpec;
import dev.openenv.context.Prompts;
import dev.openenv.context.Resources;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.wire.PythonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The methods of the Model Context Protocol, answered by a world. Reset, step and state are no methods of it: a client's
 * world is new when its session begins. Immutable.
 */
final class McpProtocol {

    /** The revisions that are spoken, the newest first; all of them spell what is here alike. */
    static final List<String> VERSIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");

    static final String INITIALIZE = "initialize";
    static final String PING = "ping";
    static final String CANCELLED = "notifications/cancelled";

    private static final int RESOURCE_NOT_FOUND = -32002;

    private final EnvironmentSpec spec;
    private final ErrorTexts errors;

    McpProtocol(EnvironmentSpec spec, ErrorTexts errors) {
        this.spec = spec;
        this.errors = errors;
    }

    /** A request that cannot be answered so. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int code;

        Refused(int code, String message) {
            super(message, null, false, false);
            this.code = code;
        }
    }

    /** The reply to a request. Does not throw. {@code place} is ours, for the log. */
    McpReply answer(McpMessage request, ProtocolWorld world, String place) {
        try {
            return McpReply.result(request.id(), result(request, world));
        } catch (Refused e) {
            return McpReply.error(request.id(), e.code, String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            return McpReply.error(request.id(), McpReply.INTERNAL_ERROR, errors.of(e, place));
        }
    }

    /** What every client hears that asks whether we are there. */
    static McpReply pong(McpMessage request) {
        return McpReply.result(request.id(), JsonObject.empty());
    }

    /** Why a first request begins no session; null when it does. */
    static @Nullable McpReply refusal(McpMessage initialize) {
        return initialize.params().get("protocolVersion") instanceof String
                ? null
                : McpReply.error(
                        initialize.id(), McpReply.INVALID_PARAMS, "Invalid params: 'protocolVersion' should be a text");
    }

    private JsonObject result(McpMessage request, ProtocolWorld world) {
        var params = request.params();
        return switch (request.method()) {
            case INITIALIZE -> welcome(params, world);
            case PING -> JsonObject.empty();
            case "tools/list" ->
                list("tools", tools(world).stream().map(McpSpelling::tool).toList(), params);
            case "tools/call" -> call(params, world);
            case "resources/list" ->
                list(
                        "resources",
                        offered(world, Resources.class, request).resources().stream()
                                .map(McpSpelling::resource)
                                .toList(),
                        params);
            case "resources/templates/list" -> {
                offered(world, Resources.class, request);
                yield list("resourceTemplates", List.of(), params);
            }
            case "resources/read" -> read(params, offered(world, Resources.class, request));
            case "prompts/list" ->
                list(
                        "prompts",
                        offered(world, Prompts.class, request).prompts().stream()
                                .map(McpSpelling::prompt)
                                .toList(),
                        params);
            case "prompts/get" -> prompt(params, offered(world, Prompts.class, request));
            default -> throw notFound(request);
        };
    }

    private JsonObject welcome(JsonObject params, ProtocolWorld world) {
        var wanted = params.string("protocolVersion").orElse("");
        var capabilities = JsonObject.builder();
        if (world.hasTools()) {
            capabilities.put("tools", JsonObject.of("listChanged", false));
        }
        if (world.offered(Resources.class).isPresent()) {
            capabilities.put("resources", JsonObject.of("subscribe", false, "listChanged", false));
        }
        if (world.offered(Prompts.class).isPresent()) {
            capabilities.put("prompts", JsonObject.of("listChanged", false));
        }
        var server = JsonObject.builder().put("name", spec.name());
        spec.title().ifPresent(title -> server.put("title", title));
        server.put("version", spec.version());
        var reply = JsonObject.builder()
                .put("protocolVersion", VERSIONS.contains(wanted) ? wanted : VERSIONS.get(0))
                .put("capabilities", capabilities.build())
                .put("serverInfo", server.build());
        if (!spec.description().isEmpty()) {
            reply.put("instructions", spec.description());
        }
        return reply.build();
    }

    /** All there is stands on one page, so no cursor is ours. */
    private static JsonObject list(String name, List<JsonObject> items, JsonObject params) {
        if (params.get("cursor") != null) {
            throw new Refused(McpReply.INVALID_PARAMS, "Invalid params: this cursor was not given here");
        }
        return JsonObject.of(name, items);
    }

    private static List<ToolDescriptor> tools(ProtocolWorld world) {
        if (!world.hasTools()) {
            throw new Refused(McpReply.METHOD_NOT_FOUND, "This environment has no tools");
        }
        return world.listTools();
    }

    private static JsonObject call(JsonObject params, ProtocolWorld world) {
        var name = text(params, "name");
        var given = params.get("arguments");
        if (given != null && !(given instanceof JsonObject)) {
            throw new Refused(McpReply.INVALID_PARAMS, "Invalid params: 'arguments' should be an object");
        }
        if (!world.hasTools()) {
            throw new Refused(McpReply.METHOD_NOT_FOUND, "This environment has no tools");
        }
        var arguments = given instanceof JsonObject object ? object : JsonObject.empty();
        var reply = world.callTool(CallTool.of(name, arguments));
        var error = reply.error();
        if (error.isPresent()) {
            if (error.get().kind() == ToolErrorKind.NOT_FOUND) {
                throw new Refused(McpReply.INVALID_PARAMS, error.get().message());
            }
            return McpSpelling.failed(error.get());
        }
        return McpSpelling.result(reply.result().orElseThrow(), () -> output(world, name));
    }

    private static Optional<JsonObject> output(ProtocolWorld world, String name) {
        return world.listTools().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .flatMap(ToolDescriptor::outputSchema);
    }

    private static JsonObject read(JsonObject params, Resources resources) {
        var uri = text(params, "uri");
        var content = resources.read(uri);
        if (content.isEmpty()) {
            throw new Refused(RESOURCE_NOT_FOUND, "Resource not found: " + PythonText.quoted(uri));
        }
        return JsonObject.of("contents", List.of(McpSpelling.content(uri, content.get())));
    }

    private static JsonObject prompt(JsonObject params, Prompts prompts) {
        var name = text(params, "name");
        var known = prompts.prompts().stream()
                .filter(prompt -> prompt.name().equals(name))
                .findFirst();
        var arguments = arguments(params);
        known.ifPresent(prompt -> {
            var missing = new ArrayList<String>();
            prompt.arguments().forEach(one -> {
                if (one.required() && !arguments.containsKey(one.name())) {
                    missing.add(one.name());
                }
            });
            if (!missing.isEmpty()) {
                throw new Refused(
                        McpReply.INVALID_PARAMS,
                        "Missing arguments of prompt '" + name + "': " + String.join(", ", missing));
            }
        });
        var said = prompts.prompt(name, arguments);
        if (said.isEmpty()) {
            throw new Refused(McpReply.INVALID_PARAMS, "Unknown prompt: " + PythonText.quoted(name));
        }
        return McpSpelling.said(said.get());
    }

    private static Map<String, String> arguments(JsonObject params) {
        var given = new LinkedHashMap<String, String>();
        params.object("arguments").orElse(JsonObject.empty()).asMap().forEach((name, value) -> {
            if (!(value instanceof String text)) {
                throw new Refused(McpReply.INVALID_PARAMS, "Invalid params: argument '" + name + "' should be a text");
            }
            given.put(name, text);
        });
        return given;
    }

    private static String text(JsonObject params, String name) {
        if (params.get(name) instanceof String text) {
            return text;
        }
        throw new Refused(McpReply.INVALID_PARAMS, "Invalid params: '" + name + "' should be a text");
    }

    private static <C> C offered(ProtocolWorld world, Class<C> capability, McpMessage request) {
        return world.offered(capability).orElseThrow(() -> notFound(request));
    }

    private static Refused notFound(McpMessage request) {
        return new Refused(McpReply.METHOD_NOT_FOUND, "Method not found: " + request.method());
    }
}
