package dev.openenv.environments.guessnumber;

import dev.openenv.annotation.Param;
import java.util.Objects;

/**
 * A guess that was made, and what it told.
 *
 * @param number 1 to 20
 * @param hint where the hidden number is
 */
public record HintedGuess(
        @Param(value = "the guess", min = 1, max = 20) int number,
        @Param("where the hidden number is, seen from the guess") Hint hint) {

    /**
     * Checks that there is a hint.
     *
     * @param number 1 to 20
     * @param hint where the hidden number is
     */
    public HintedGuess {
        Objects.requireNonNull(hint, "hint");
    }
}
