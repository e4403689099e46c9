package dev.openenv.environments.echo;

import dev.openenv.CatalogEntry;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.InvalidActionException;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.ToolSet;
import dev.openenv.tools.Tools;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A world with two tools, {@code echo_message} and {@code echo_with_length}, that give back what they are told. It never ends
 * and pays nothing.
 *
 * <p>Actions are {@code {"type":"list_tools"}} and {@code {"type":"call_tool","tool_name":...,"arguments":{...}}}, where
 * {@code type} may be left out. A call that fails (no such tool, wrong arguments) is an observation with an {@code error}; an
 * action of another shape is refused with an {@link InvalidActionException}. Lengths are in code points.
 *
 * <p>The tools can also be called outside of steps, as {@link Tools}, which is what clients do over {@code /mcp}.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * var call = JsonObject.of("tool_name", "echo_message", "arguments", JsonObject.of("message", "Hi"));
 * echo.step(new JsonAction(call)).observation().json().object("result");   // {"content":...,"data":"Hi",...}
 * }</pre>
 */
public final class Echo implements Environment<JsonAction, JsonObservation>, Rendering, Tools {

    /** After how many steps an opened world cuts an episode off. */
    public static final int MAX_STEPS = 100;

    private static final JsonObject READY = JsonObject.of("status", "ready", "message", "Echo environment ready!");

    private static final ToolSet TOOLS = EchoTool.tools();

    private static final Set<String> ARGUMENTS = Set.of("message");

    private static final String SILENCE = "(nothing said yet)";

    private String last = SILENCE;

    /** A world. */
    public Echo() {}

    /**
     * Opens worlds. Since they never end, an episode is cut off after {@value #MAX_STEPS} steps.
     *
     * @return the provider {@code echo}
     */
    public static EnvironmentProvider<JsonAction, JsonObservation> provider() {
        return InProcessProvider.json("echo", EchoSchemas.action(), EchoSchemas.observation(), Echo::new)
                .withVersion("1.0.0")
                .withDescription("Two tools that give back what they are told.")
                .withRewardRange(0, 0)
                .withMaxSteps(MAX_STEPS);
    }

    /**
     * The world and its agent.
     *
     * @return one entry, with the agent {@code caller}
     */
    public static List<CatalogEntry<?, ?>> entries() {
        return List.of(CatalogEntry.of(provider()).withAgent("caller", EchoAgent::new));
    }

    @Override
    public StepResult<JsonObservation> reset(ResetOptions options) {
        last = SILENCE;
        return StepResult.of(new JsonObservation(JsonObject.empty()), 0).withMetadata(READY);
    }

    @Override
    public StepResult<JsonObservation> step(JsonAction action) {
        var json = shape(action);
        var observation = isListing(json) ? listing() : call(json);
        last = "> " + json + "\n< " + observation;
        return StepResult.of(new JsonObservation(observation));
    }

    @Override
    public List<ToolDescriptor> list() {
        return TOOLS.list();
    }

    /** Calls a tool outside of the steps, so that it does not count as one. */
    @Override
    public ToolResult call(String name, JsonObject arguments) {
        return TOOLS.call(name, arguments);
    }

    /** The last action and what it gave, as JSON. */
    @Override
    public String text() {
        return last;
    }

    private static JsonObject listing() {
        var tools = Arrays.stream(EchoTool.values()).map(EchoTool::describe).toList();
        return JsonObject.of("tools", tools);
    }

    private static JsonObject call(JsonObject action) {
        var name = action.string("tool_name").orElseThrow();
        var arguments = action.object("arguments").orElse(JsonObject.empty());
        var tool = EchoTool.named(name);
        if (tool.isEmpty()) {
            return observation(name, null, error("tool_not_found", "Unknown tool: '" + name + "'"));
        }
        if (!arguments.names().equals(ARGUMENTS)) {
            var message = "the one argument of '" + name + "' is 'message', got " + arguments.names();
            return observation(name, null, error("invalid_args", message));
        }
        var message = arguments.string("message");
        if (message.isEmpty()) {
            var wrong = "'message' of '" + name + "' must be a string";
            return observation(name, null, error("execution_error", wrong));
        }
        return observation(name, tool.get().result(message.get()), null);
    }

    private static JsonObject observation(String name, @Nullable JsonObject result, @Nullable JsonObject error) {
        return JsonObject.of("tool_name", name, "result", result, "error", error);
    }

    private static JsonObject error(String type, String message) {
        return JsonObject.of("error_type", type, "message", message);
    }

    private static boolean isListing(JsonObject action) {
        return "list_tools".equals(action.get("type"));
    }

    /** The action, when it has one of the two shapes. */
    private static JsonObject shape(@Nullable JsonAction action) {
        if (action == null) {
            throw InvalidActionException.of("", "an action", null);
        }
        var json = action.json();
        if (json.has("type") && !isListing(json) && !"call_tool".equals(json.get("type"))) {
            throw InvalidActionException.of("/type", "call_tool or list_tools", json.get("type"));
        }
        var fields =
                isListing(json) ? List.of("type", "metadata") : List.of("type", "tool_name", "arguments", "metadata");
        for (var name : json.names()) {
            if (!fields.contains(name)) {
                throw InvalidActionException.of("", "only the fields " + fields, name);
            }
        }
        if (!isListing(json) && json.string("tool_name").isEmpty()) {
            throw InvalidActionException.of("/tool_name", "the name of a tool", json.get("tool_name"));
        }
        for (var object : List.of("arguments", "metadata")) {
            if (json.has(object) && json.object(object).isEmpty()) {
                throw InvalidActionException.of("/" + object, "an object", json.get(object));
            }
        }
        return json;
    }
}
