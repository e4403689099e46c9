package dev.openenv.tools;

import dev.openenv.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a tool does. */
@FunctionalInterface
public interface ToolFunction {

    /**
     * Runs the tool.
     *
     * @param arguments fit the tool's schema: all that are required, in their types, defaults filled in
     * @return a {@link ToolResult}, or a value that {@link ToolResult#of(Object)} takes; null for nothing
     * @throws Exception when the tool fails; its message goes to the agent
     */
    @Nullable
    Object call(JsonObject arguments) throws Exception;
}
