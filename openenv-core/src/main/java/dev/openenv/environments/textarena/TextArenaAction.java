package dev.openenv.environments.textarena;

import dev.openenv.Action;
import dev.openenv.annotation.Param;

/**
 * What the player says.
 *
 * @param message any text with the move in square brackets; a text without any bracket counts as the move
 */
public record TextArenaAction(@Param("any text with the move in square brackets, for example [crane]") String message)
        implements Action {}
