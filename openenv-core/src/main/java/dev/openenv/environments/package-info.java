/**
 * The reference environments: {@link dev.openenv.environments.ReferenceEnvironments} lists them, each has a package of its
 * own with its spec, tasks, drawing and a scripted agent.
 *
 * <p>To read one first, take {@code gridworld}; to see tasks and a search, {@code wordgame}. To add one, write a package
 * beside these and name its entries in the list.
 */
@NullMarked
package dev.openenv.environments;

import org.jspecify.annotations.NullMarked;
