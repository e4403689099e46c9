package dev.openenv.script;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.util.Map;
import java.util.Objects;

/**
 * A model's wish to call a tool.
 *
 * @param id tells the call's result from others; empty until a script gives it one
 * @param tool the tool's name, known or not
 * @param arguments what the model wrote as its arguments, JSON or not
 */
public record ChatCall(String id, String tool, String arguments) {

    /**
     * Checks the parts.
     *
     * @param id tells the call's result from others; empty until a script gives it one
     * @param tool the tool's name, known or not
     * @param arguments what the model wrote as its arguments, JSON or not
     */
    public ChatCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(arguments, "arguments");
    }

    /**
     * A call without arguments.
     *
     * @param tool the tool's name
     * @return the call
     */
    public static ChatCall of(String tool) {
        return of(tool, Map.of());
    }

    /**
     * A call. Its arguments are written in the order of their names, so that a conversation is the same text every time.
     *
     * @param tool the tool's name
     * @param arguments by name, what {@link JsonObject} can hold
     * @return the call
     * @throws IllegalArgumentException when JSON cannot hold an argument
     */
    public static ChatCall of(String tool, Map<String, ?> arguments) {
        return new ChatCall("", tool, JsonText.canonical(JsonObject.copyOf(arguments)));
    }

    /**
     * A call whose arguments are no JSON object, or not what the tool takes.
     *
     * @param tool the tool's name
     * @param arguments any text
     * @return the call
     */
    public static ChatCall malformed(String tool, String arguments) {
        return new ChatCall("", tool, arguments);
    }

    ChatCall withId(String given) {
        return new ChatCall(given, tool, arguments);
    }

    @Override
    public String toString() {
        return tool + " " + Shown.of(arguments);
    }
}
