package dev.openenv.environments.gridworld;

import dev.openenv.Observation;
import dev.openenv.annotation.Param;
import java.util.Objects;

/**
 * What an agent sees of {@link GridWorld}.
 *
 * @param x the row, 0 (top) to 4
 * @param y the column, 0 (left) to 4
 * @param message what happened, in words; the first one names the goal
 */
public record GridWorldView(
        @Param("row, from the top") int x,
        @Param("column, from the left") int y,
        @Param(value = "what happened", defaultValue = "\"\"") String message)
        implements Observation {

    /**
     * Checks the message.
     *
     * @param x the row, 0 (top) to 4
     * @param y the column, 0 (left) to 4
     * @param message what happened, in words; the first one names the goal
     */
    public GridWorldView {
        Objects.requireNonNull(message, "message");
    }
}
