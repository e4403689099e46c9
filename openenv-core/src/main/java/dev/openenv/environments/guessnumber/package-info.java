/**
 * Guess a number from 1 to 20: each wrong guess is answered by "higher" or "lower".
 *
 * <p>Start with {@link dev.openenv.environments.guessnumber.NumberGame}: the environment, its provider and its tasks. The
 * rules of one game are in {@link dev.openenv.environments.guessnumber.NumberRound}, which other environments use too.
 * {@link dev.openenv.environments.guessnumber.Bisector} solves it.
 *
 * <p>To add an agent, implement {@code Policy<NumberGuess, NumberFeedback>}.
 */
@NullMarked
package dev.openenv.environments.guessnumber;

import org.jspecify.annotations.NullMarked;
