package dev.openenv.python;

import dev.openenv.code.CodeHost;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolError;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolReply;
import java.time.Duration;
import java.util.List;

/** A host that has only time. */
record NoTools(Duration limit) implements CodeHost {

    @Override
    public List<ToolDescriptor> tools() {
        return List.of();
    }

    @Override
    public ToolReply call(CallTool call) {
        return ToolReply.failed(call.name(), ToolError.of(ToolErrorKind.NOT_FOUND, "there are no tools"));
    }
}
