/**
 * CartPole: keep a pole upright by pushing the cart it stands on, the classic of control and of learning from rewards.
 *
 * <p>Start with {@link dev.openenv.environments.cartpole.CartPole#provider()}; {@link
 * dev.openenv.environments.cartpole.LinearController} solves it.
 */
@NullMarked
package dev.openenv.environments.cartpole;

import org.jspecify.annotations.NullMarked;
