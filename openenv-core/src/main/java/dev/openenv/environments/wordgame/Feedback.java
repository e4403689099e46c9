package dev.openenv.environments.wordgame;

import dev.openenv.Observation;
import dev.openenv.annotation.Param;
import java.util.List;
import java.util.Objects;

/**
 * What a player of the word game sees: everything that happened so far. The hidden word is not in it, save in the message
 * once the game is over.
 *
 * @param guesses all guesses so far with their marks, the first first
 * @param marks the marks of the last guess, empty before the first
 * @param guessesLeft how many guesses remain, 0 to 6
 * @param message the same in a sentence
 */
public record Feedback(
        @Param("all guesses so far, the first first") List<MarkedGuess> guesses,
        @Param(value = "the marks of the last guess, empty before the first", pattern = "([GYX]{5})?") String marks,
        @Param(value = "how many guesses remain", min = 0, max = 6) int guessesLeft,
        @Param("what happened, in a sentence") String message)
        implements Observation {

    /**
     * Copies the guesses.
     *
     * @param guesses all guesses so far with their marks, the first first
     * @param marks the marks of the last guess, empty before the first
     * @param guessesLeft how many guesses remain, 0 to 6
     * @param message the same in a sentence
     */
    public Feedback {
        guesses = List.copyOf(guesses);
        Objects.requireNonNull(marks, "marks");
        Objects.requireNonNull(message, "message");
    }
}
