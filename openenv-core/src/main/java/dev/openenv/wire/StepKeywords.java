package dev.openenv.wire;

import dev.openenv.json.JsonObject;

/**
 * The capability of a world to take what {@code POST /step} brought beside the action ({@code timeout_s},
 * {@code request_id} and further keys). The server finds it with {@link dev.openenv.Environment#find}; worlds without it
 * never see these keys.
 *
 * <pre>{@code
 * public void nextStep(JsonObject keywords) {
 *     note = keywords.string("note").orElse("");
 * }
 * }</pre>
 */
@FunctionalInterface
public interface StepKeywords {

    /**
     * Takes the keywords of the step that comes next, on the same thread.
     *
     * @param keywords every key of the request but {@code action}; empty over a socket. {@code timeout_s} is a number
     *     above zero, or the text {@code Infinity}
     */
    void nextStep(JsonObject keywords);
}
