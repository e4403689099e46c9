package dev.openenv.examples.assistants;

import dev.openenv.Agent;
import dev.openenv.Episode;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolReply;
import java.util.regex.Pattern;

/** An assistant with a loop of its own, without a model. A call that fails is tried again, and it never submits half the work. */
class HandWrittenAssistant implements Agent<ToolAction, ToolObservation> {

    private static final Pattern PRIORITY = Pattern.compile("Set the priority of ticket (\\d+) to (\\w+)\\.");
    private static final int MOST_ATTEMPTS = 3;

    @Override
    public void play(Episode<ToolAction, ToolObservation> episode) {
        var order = PRIORITY.matcher(episode.task().instruction());
        if (!order.matches()) {
            throw new IllegalArgumentException("not a thing that this assistant does");
        }
        var ticket = Integer.parseInt(order.group(1));
        call(episode, CallTool.of("set_priority", JsonObject.of("id", ticket, "priority", order.group(2))));
        call(episode, CallTool.of("submit"));
    }

    void call(Episode<ToolAction, ToolObservation> episode, CallTool action) {
        for (var attempt = 1; failed(episode, action); attempt++) {
            if (attempt == MOST_ATTEMPTS) {
                throw new IllegalStateException(action.name() + " failed " + attempt + " times");
            }
        }
    }

    private static boolean failed(Episode<ToolAction, ToolObservation> episode, CallTool action) {
        return episode.step(action).observation() instanceof ToolReply reply
                && reply.error().isPresent();
    }
}
