package com.example.desk;

import dev.openenv.Agent;
import dev.openenv.Episode;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.util.regex.Pattern;

/** Does what it is asked, if it is asked in the right words. */
public final class DeskAssistant implements Agent<ToolAction, ToolObservation> {

    private static final Pattern PRIORITY = Pattern.compile("Set the priority of ticket (\\d+) to (\\w+)\\.");
    private static final Pattern CLOSE = Pattern.compile("Close ticket (\\d+)\\.");

    @Override
    public void play(Episode<ToolAction, ToolObservation> episode) {
        var priority = PRIORITY.matcher(episode.task().instruction());
        if (priority.matches()) {
            var id = Integer.parseInt(priority.group(1));
            episode.step(CallTool.of("set_priority", JsonObject.of("id", id, "priority", priority.group(2))));
        }
        var close = CLOSE.matcher(episode.task().instruction());
        if (close.matches()) {
            episode.step(CallTool.of("close_ticket", JsonObject.of("id", Integer.parseInt(close.group(1)))));
        }
        episode.step(CallTool.of("submit"));
    }
}
