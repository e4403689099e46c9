package dev.openenv.tools;

import dev.openenv.json.JsonObject;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What an object whose methods are tools may say about the episode that it stands for. All of it is optional; none of it is a
 * tool, so no agent can call it.
 *
 * <pre>{@code
 * public final class Safe implements ToolEpisode {
 *
 *     private boolean open;
 *
 *     @Tool("Tries a code.")
 *     public boolean turn(@Param(min = 0, max = 999) int code) {
 *         return open = code == 472;
 *     }
 *
 *     public OptionalDouble reward() {
 *         return OptionalDouble.of(open ? 1 : 0);
 *     }
 *
 *     public boolean done() {
 *         return open;
 *     }
 * }
 * }</pre>
 */
public interface ToolEpisode {

    /**
     * The reward of the step that was just made.
     *
     * @return any finite number; empty for none
     */
    default OptionalDouble reward() {
        return OptionalDouble.empty();
    }

    /**
     * What the reward is made of: scores by name, for those who train and evaluate. They stand in the metadata of each step as
     * {@code rubrics}, and change no reward.
     *
     * @return finite numbers by name, in the order in which they shall be shown; empty for none
     */
    default Map<String, Double> rubrics() {
        return Map.of();
    }

    /**
     * Whether the episode is over.
     *
     * @return true when there is nothing left to do
     */
    default boolean done() {
        return false;
    }

    /**
     * What may be known about the episode beside its id and number of steps.
     *
     * @return values by name, no secrets
     */
    default JsonObject state() {
        return JsonObject.empty();
    }
}
