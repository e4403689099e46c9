package dev.openenv.environments.guessnumber;

import dev.openenv.Rendering;
import java.util.List;

/**
 * The numbers in a row, and below each guess where it pointed: {@code >} to higher numbers, {@code <} to lower ones, {@code
 * *} for the hidden one.
 *
 * @param guesses the guesses so far
 */
public record NumberLine(List<HintedGuess> guesses) implements Rendering {

    /**
     * Copies the guesses.
     *
     * @param guesses the guesses so far
     */
    public NumberLine {
        guesses = List.copyOf(guesses);
    }

    @Override
    public String text() {
        var numbers = new StringBuilder();
        var hints = new StringBuilder();
        for (var number = NumberRound.MIN; number <= NumberRound.MAX; number++) {
            numbers.append(number < 10 ? "  " : " ").append(number);
            hints.append("  ").append(mark(number));
        }
        return numbers + "\n" + hints;
    }

    private char mark(int number) {
        for (var guess : guesses) {
            if (guess.number() == number) {
                return switch (guess.hint()) {
                    case HIGHER -> '>';
                    case LOWER -> '<';
                    case CORRECT -> '*';
                    case NONE -> '.';
                };
            }
        }
        return '.';
    }
}
