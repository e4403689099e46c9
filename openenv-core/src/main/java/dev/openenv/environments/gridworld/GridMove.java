package dev.openenv.environments.gridworld;

import dev.openenv.Action;
import dev.openenv.annotation.Param;

/**
 * A step to a neighbouring cell of {@link GridWorld}; at the edge it leads nowhere.
 *
 * @param action where to
 */
public record GridMove(@Param("where to; x is the row, so UP is x - 1 and LEFT is y - 1") Direction action)
        implements Action {}
