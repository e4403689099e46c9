package dev.openenv.server;

import dev.openenv.json.JsonObject;
import dev.openenv.tools.Tools;
import org.jspecify.annotations.Nullable;

/** What the dialect of {@code /mcp} needs of a world. Confined to one thread at a time, as the world is. */
interface McpWorld {

    /** The world's tools; null when it has none outside of its steps. */
    @Nullable
    Tools tools();

    /** Whether the world takes tool actions in its steps. */
    boolean takesToolActions();

    /** One step with an action as JSON; throws what reading and stepping throw. */
    WireResult stepTool(JsonObject action);
}
