package dev.openenv.server;

import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolReply;
import java.util.List;
import java.util.Optional;

/** What the Model Context Protocol needs of a world. Confined to one thread at a time, as the world is. */
interface ProtocolWorld extends McpWorld {

    /** Whether it has tools, outside of its steps or in them. */
    boolean hasTools();

    /** The tools; throws what listing throws. */
    List<ToolDescriptor> listTools();

    /** One call within the tool's time; what goes wrong with the tool is part of the reply. */
    ToolReply callTool(CallTool call);

    /** What else it offers. */
    <C> Optional<C> offered(Class<C> capability);
}
