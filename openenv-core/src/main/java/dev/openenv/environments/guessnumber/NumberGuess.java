package dev.openenv.environments.guessnumber;

import dev.openenv.Action;
import dev.openenv.annotation.Param;

/**
 * A guess of the hidden number.
 *
 * @param number 1 to 20
 */
public record NumberGuess(@Param(value = "the number, 1 to 20", min = 1, max = 20) int number) implements Action {}
