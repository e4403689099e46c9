package dev.openenv.environments.echo;

import dev.openenv.Agent;
import dev.openenv.Episode;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.util.List;

/**
 * Lists the tools of a world and calls each once, with a text for every required argument; then it stops.
 *
 * <p>Safe for many threads.
 */
public final class EchoAgent implements Agent<JsonAction, JsonObservation> {

    private final String message;

    /** An agent that says "Hello, world!". */
    public EchoAgent() {
        this("Hello, world!");
    }

    /**
     * An agent with a message.
     *
     * @param message what it says to each tool
     */
    public EchoAgent(String message) {
        this.message = message;
    }

    @Override
    public void play(Episode<JsonAction, JsonObservation> episode) {
        var listing = episode.step(new JsonAction(JsonObject.of("type", "list_tools")));
        for (var tool : listing.observation().json().list("tools").orElse(List.of())) {
            if (tool instanceof JsonObject described && !episode.done()) {
                episode.step(new JsonAction(call(described)));
            }
        }
    }

    private JsonObject call(JsonObject tool) {
        var arguments = JsonObject.builder();
        tool.object("input_schema")
                .flatMap(schema -> schema.list("required"))
                .orElse(List.of())
                .forEach(name -> arguments.put(String.valueOf(name), message));
        return JsonObject.of(
                "type", "call_tool", "tool_name", tool.string("name").orElse(""), "arguments", arguments.build());
    }
}
