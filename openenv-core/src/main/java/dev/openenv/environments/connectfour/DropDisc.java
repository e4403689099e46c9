package dev.openenv.environments.connectfour;

import dev.openenv.Action;
import dev.openenv.annotation.Param;

/**
 * Drops a disc of the side to move. A column that is full or does not exist is a legal action with a penalty: it ends the
 * game of {@link ConnectFour} with a reward of -1.
 *
 * @param column 0 (left) to 6
 */
public record DropDisc(@Param("column from the left, 0 to 6; a full or impossible one loses the game") int column)
        implements Action {}
