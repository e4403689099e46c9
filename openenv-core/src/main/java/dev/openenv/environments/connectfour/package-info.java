/**
 * Connect four, where the caller plays both sides in turn.
 *
 * <p>Start with {@link dev.openenv.environments.connectfour.ConnectFour#provider()}; {@link
 * dev.openenv.environments.connectfour.AlphaBeta} plays it. To play against an opponent, let one policy choose for the
 * side that the metadata calls {@code next_player}.
 */
@NullMarked
package dev.openenv.environments.connectfour;

import org.jspecify.annotations.NullMarked;
