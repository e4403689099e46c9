/**
 * Grid world: walk from one corner of a 5 x 5 board to the opposite one. The smallest world with a map.
 *
 * <p>Start with {@link dev.openenv.environments.gridworld.GridWorld#provider()}; {@link
 * dev.openenv.environments.gridworld.GoalSeeker} plays it. To make another world of cells, copy these files: an action
 * record, an observation record and a class with {@code reset} and {@code step}.
 */
@NullMarked
package dev.openenv.environments.gridworld;

import org.jspecify.annotations.NullMarked;
