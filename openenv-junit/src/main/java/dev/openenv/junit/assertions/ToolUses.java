package dev.openenv.junit.assertions;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.Trajectory;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObservation;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CallTools;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolReplies;
import dev.openenv.tools.ToolReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the calls of tools in an episode, in the order in which they were made. */
final class ToolUses {

    private final List<ToolUse> all = new ArrayList<>();

    private ToolUses() {}

    static List<ToolUse> of(Trajectory<?, ?> trajectory) {
        var uses = new ToolUses();
        for (var i = 0; i < trajectory.steps().size(); i++) {
            var step = trajectory.steps().get(i);
            var seen = step.result().flatMap(result -> observation(result.observation()));
            uses.add(i + 1, action(step.action()).orElse(null), seen.orElse(null));
        }
        return List.copyOf(uses.all);
    }

    /** The first action that is no tool action; empty when tools are what the agent acts by. */
    static Optional<Action> otherThanTools(Trajectory<?, ?> trajectory) {
        return trajectory.steps().stream()
                .<Action>map(step -> step.action())
                .filter(action -> action(action).isEmpty())
                .findFirst();
    }

    private void add(int step, @Nullable ToolAction action, @Nullable ToolObservation seen) {
        if (action instanceof CallTool call) {
            all.add(new ToolUse(step, 0, false, call, seen instanceof ToolReply reply ? reply : null));
        } else if (action instanceof CallTools several) {
            var replies = seen instanceof ToolReplies given ? given.replies() : List.<ToolReply>of();
            for (var i = 0; i < several.calls().size(); i++) {
                all.add(new ToolUse(
                        step, i, false, several.calls().get(i), i < replies.size() ? replies.get(i) : null));
            }
        }
        if (seen instanceof CodeReply code) {
            for (var i = 0; i < code.calls().size(); i++) {
                var call = code.calls().get(i);
                all.add(new ToolUse(step, i, true, call.tool(), call.reply()));
            }
        }
    }

    private static Optional<ToolAction> action(Action action) {
        if (action instanceof ToolAction tool) {
            return Optional.of(tool);
        }
        if (action instanceof JsonAction json) {
            try {
                return Optional.of(ToolAction.codec().decode(json.json()));
            } catch (JsonMismatchException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<ToolObservation> observation(Observation seen) {
        if (seen instanceof ToolObservation tool) {
            return Optional.of(tool);
        }
        if (seen instanceof JsonObservation json) {
            try {
                return Optional.of(ToolObservation.codec().decode(json.json()));
            } catch (JsonMismatchException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
