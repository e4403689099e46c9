/**
 * Maze: find the exit of a fixed 8 x 8 maze, paying for bumps and for going back.
 *
 * <p>Start with {@link dev.openenv.environments.maze.Maze#provider()}. {@link
 * dev.openenv.environments.maze.MazeMapReader} plays from the map in the metadata, {@link
 * dev.openenv.environments.maze.MazeExplorer} only from what it sees on its way.
 */
@NullMarked
package dev.openenv.environments.maze;

import org.jspecify.annotations.NullMarked;
