package dev.openenv.fault;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.StepResult;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CallTools;
import dev.openenv.tools.ToolError;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolReplies;
import dev.openenv.tools.ToolReply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A step in which calls of tools may fail. Those that fail do not reach the world. */
final class FailingCalls<A extends Action, O extends Observation> {

    private final EpisodeLuck luck;
    private boolean nextFails;

    FailingCalls(EpisodeLuck luck, boolean firstFails) {
        this.luck = luck;
        this.nextFails = firstFails;
    }

    @SuppressWarnings("unchecked") // whoever takes calls of tools gives their replies
    StepResult<O> step(A action, Function<A, StepResult<O>> world) {
        if (action instanceof CallTool call) {
            var failed = failed(call);
            return failed == null ? world.apply(action) : (StepResult<O>) StepResult.of(failed);
        }
        if (action instanceof CallTools calls) {
            return (StepResult<O>) several(calls, (Function<CallTools, StepResult<O>>) world);
        }
        return world.apply(action);
    }

    private StepResult<?> several(CallTools calls, Function<CallTools, StepResult<O>> world) {
        var failures = new ArrayList<@Nullable ToolReply>();
        var rest = new ArrayList<CallTool>();
        for (var call : calls.calls()) {
            var failed = failed(call);
            failures.add(failed);
            if (failed == null) {
                rest.add(call);
            }
        }
        if (rest.size() == calls.calls().size()) {
            return world.apply(calls);
        }
        if (rest.isEmpty()) {
            var replies = failures.stream().map(ToolReply.class::cast).toList();
            return StepResult.of(ToolReplies.of(replies));
        }
        var result = world.apply(CallTools.of(rest));
        return result.map(seen -> seen instanceof ToolReplies replies ? merged(failures, replies) : seen);
    }

    private static ToolReplies merged(List<@Nullable ToolReply> failures, ToolReplies given) {
        var all = new ArrayList<ToolReply>();
        var next = given.replies().iterator();
        for (var failed : failures) {
            all.add(failed != null ? failed : next.next());
        }
        return ToolReplies.of(all);
    }

    private @Nullable ToolReply failed(CallTool call) {
        var error = error(luck, call.name(), nextFails);
        nextFails = false;
        return error == null ? null : ToolReply.failed(call.name(), error);
    }

    /** Counts a call, and says how it fails if it does. */
    static @Nullable ToolError error(EpisodeLuck luck, String tool, boolean anyway) {
        if (!luck.failsCall(tool) && !anyway) {
            return null;
        }
        var number = luck.callsOf(tool);
        luck.met(FaultKind.TOOL_FAILED, "call " + number + " of " + tool);
        return ToolError.of(
                ToolErrorKind.EXECUTION_ERROR, "Tool '" + tool + "' failed: the service behind it is not available");
    }
}
