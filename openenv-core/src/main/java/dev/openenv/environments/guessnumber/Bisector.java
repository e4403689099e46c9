package dev.openenv.environments.guessnumber;

import dev.openenv.Policy;

/**
 * Halves the range that the hints leave: finds every number in at most five guesses.
 *
 * <p>Remembers nothing; safe for many threads.
 *
 * <pre>{@code
 * Agent<NumberGuess, NumberFeedback> agent = Agent.of(new Bisector());
 * }</pre>
 */
public final class Bisector implements Policy<NumberGuess, NumberFeedback> {

    /** A player. */
    public Bisector() {}

    @Override
    public NumberGuess act(NumberFeedback feedback) {
        var low = NumberRound.MIN;
        var high = NumberRound.MAX;
        for (var guess : feedback.guesses()) {
            if (guess.hint() == Hint.HIGHER) {
                low = Math.max(low, guess.number() + 1);
            } else if (guess.hint() == Hint.LOWER) {
                high = Math.min(high, guess.number() - 1);
            }
        }
        return new NumberGuess((low + high) / 2);
    }
}
