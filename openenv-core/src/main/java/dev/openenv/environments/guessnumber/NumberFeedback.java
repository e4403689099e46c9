package dev.openenv.environments.guessnumber;

import dev.openenv.Observation;
import dev.openenv.annotation.Param;
import java.util.List;
import java.util.Objects;

/**
 * What a player sees: everything that happened so far. A hidden number that was not found stands in the message once the
 * game is over.
 *
 * @param guesses all guesses so far, the first first
 * @param hint what the last guess told, {@link Hint#NONE} before the first
 * @param guessesLeft how many guesses remain, 0 to 11
 * @param message the same in a sentence
 */
public record NumberFeedback(
        @Param("all guesses so far, the first first") List<HintedGuess> guesses,
        @Param("what the last guess told, NONE before the first") Hint hint,
        @Param(value = "how many guesses remain", min = 0, max = 11) int guessesLeft,
        @Param("what happened, in a sentence") String message)
        implements Observation {

    /**
     * Copies the guesses.
     *
     * @param guesses all guesses so far, the first first
     * @param hint what the last guess told, {@link Hint#NONE} before the first
     * @param guessesLeft how many guesses remain, 0 to 11
     * @param message the same in a sentence
     */
    public NumberFeedback {
        guesses = List.copyOf(guesses);
        Objects.requireNonNull(hint, "hint");
        Objects.requireNonNull(message, "message");
    }
}
