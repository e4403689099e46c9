package dev.openenv.code;

import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolReply;
import java.time.Duration;
import java.util.List;

/** What code can reach while it runs: tools, and nothing else. */
public interface CodeHost {

    /**
     * The tools.
     *
     * @return those that can be called now
     */
    List<ToolDescriptor> tools();

    /**
     * Calls a tool, no longer than the code may still run.
     *
     * @param call what the code asked for, unchecked
     * @return what became of it; whatever goes wrong is in there
     */
    ToolReply call(CallTool call);

    /**
     * How long the code may run.
     *
     * @return the time from the start of the action, above zero
     */
    Duration limit();
}
