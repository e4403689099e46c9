package dev.openenv.wire;

import dev.openenv.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * Something that happened in a turn of a {@link Harness}. Immutable.
 *
 * <pre>{@code
 * HarnessEvent.of(HarnessEvent.Type.TOOL_CALL, JsonObject.of("tool_name", "search", "arguments", arguments));
 * }</pre>
 *
 * @param type what happened
 * @param data what there is to say about it; clients read it
 */
public record HarnessEvent(Type type, JsonObject data) {

    /** What can happen in a turn, with the keys that clients look for in the data. */
    public enum Type {
        /** A model is asked: {@code messages}, {@code model}. */
        LLM_REQUEST,
        /** A model has answered: {@code content}, {@code usage}. */
        LLM_RESPONSE,
        /** A model answers, in parts: {@code content}, {@code index}. */
        LLM_CHUNK,
        /** A tool is called: {@code tool_name}, {@code arguments}. */
        TOOL_CALL,
        /** A tool has answered: {@code tool_name}, {@code result}, {@code error}. */
        TOOL_RESULT,
        /** The harness says something: {@code text}. */
        TEXT_OUTPUT,
        /** Something went wrong: {@code message}, {@code recoverable}. */
        ERROR,
        /** The turn is over: {@code response}, {@code done}. */
        TURN_COMPLETE;

        /**
         * The type as the wire spells it.
         *
         * @return lower case with underscores
         */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks the parts.
     *
     * @param type what happened
     * @param data what there is to say about it
     */
    public HarnessEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(data, "data");
    }

    /**
     * An event of any type.
     *
     * @param type what happened
     * @param data what there is to say about it
     * @return the event
     */
    public static HarnessEvent of(Type type, JsonObject data) {
        return new HarnessEvent(type, data);
    }

    /**
     * The harness says something before its turn is over.
     *
     * @param text for the user
     * @return the event
     */
    public static HarnessEvent textOutput(String text) {
        return of(Type.TEXT_OUTPUT, JsonObject.of("text", text));
    }

    /**
     * The end of a turn.
     *
     * @param response the answer to the message
     * @param done whether the harness takes its task for done
     * @return the event
     */
    public static HarnessEvent turnComplete(String response, boolean done) {
        return of(Type.TURN_COMPLETE, JsonObject.of("response", response, "done", done));
    }

    /**
     * The event as the wire has it.
     *
     * @param time when it happened
     * @return {@code type}, {@code timestamp} in seconds since 1970 and {@code data}
     */
    public JsonObject at(Instant time) {
        var seconds = time.getEpochSecond() + time.getNano() / 1e9;
        return JsonObject.of("type", type.wireName(), "timestamp", seconds, "data", data);
    }
}
