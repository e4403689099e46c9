/**
 * Snake: eat fruit and grow, without running into the wall or into oneself.
 *
 * <p>Start with {@link dev.openenv.environments.snake.Snake#provider()}; {@link
 * dev.openenv.environments.snake.CarefulSnake} plays it well.
 */
@NullMarked
package dev.openenv.environments.snake;

import org.jspecify.annotations.NullMarked;
