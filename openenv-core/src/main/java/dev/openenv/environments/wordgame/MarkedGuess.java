package dev.openenv.environments.wordgame;

import dev.openenv.annotation.Param;

/**
 * A guess that was made, and what it told.
 *
 * @param word the five letters
 * @param marks five marks, as {@link Marks#toString()} writes them
 */
public record MarkedGuess(
        @Param(value = "the guess", pattern = "[a-z]{5}") String word,
        @Param(
                        value =
                                "one mark a letter: G right place, Y in the word but elsewhere, X not (or not once more)"
                                        + " in the word",
                        pattern = "[GYX]{5}")
                String marks) {}
