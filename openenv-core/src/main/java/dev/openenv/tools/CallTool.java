package dev.openenv.tools;

import dev.openenv.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls one tool; a {@link ToolReply} answers, also when the call fails.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * env.step(CallTool.of("open", Map.of("title", "VPN down")));
 * }</pre>
 */
public final class CallTool implements ToolAction {

    private final String name;
    private final JsonObject arguments;

    private CallTool(String name, JsonObject arguments) {
        this.name = Objects.requireNonNull(name, "name");
        this.arguments = Objects.requireNonNull(arguments, "arguments");
    }

    /**
     * A call without arguments.
     *
     * @param name the tool
     * @return the action
     */
    public static CallTool of(String name) {
        return new CallTool(name, JsonObject.empty());
    }

    /**
     * A call.
     *
     * @param name the tool
     * @param arguments by name
     * @return the action
     */
    public static CallTool of(String name, JsonObject arguments) {
        return new CallTool(name, arguments);
    }

    /**
     * A call.
     *
     * @param name the tool
     * @param arguments by name, what {@link JsonObject} can hold
     * @return the action
     * @throws IllegalArgumentException when JSON cannot hold an argument
     */
    public static CallTool of(String name, Map<String, ?> arguments) {
        return new CallTool(name, JsonObject.copyOf(arguments));
    }

    /**
     * The tool.
     *
     * @return its name
     */
    public String name() {
        return name;
    }

    /**
     * What it is called with.
     *
     * @return arguments by name, may be empty
     */
    public JsonObject arguments() {
        return arguments;
    }

    /**
     * The same call with one more argument, or another value of one.
     *
     * @param argument its name
     * @param value what {@link JsonObject} can hold
     * @return a copy
     * @throws IllegalArgumentException when JSON cannot hold the value
     */
    public CallTool with(String argument, @Nullable Object value) {
        return new CallTool(name, arguments.with(argument, value));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallTool that && name.equals(that.name) && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, arguments);
    }

    @Override
    public String toString() {
        return "CallTool[" + name + arguments + "]";
    }
}
