package dev.openenv.environments.wordgame;

import dev.openenv.Action;
import dev.openenv.annotation.Param;

/**
 * A guess of the word game.
 *
 * @param word five letters a to z, a word of {@link Words#guesses()}
 */
public record Guess(@Param(value = "a five-letter English word", pattern = "[a-z]{5}") String word) implements Action {}
