package dev.openenv.environments.wordgame;

import dev.openenv.Policy;
import java.util.List;
import java.util.Optional;

/**
 * A simple player of the word game: it guesses the first word, in alphabetical order, that fits all marks so far.
 *
 * <p>It looks among the words a game may choose, then, in case the game has other words, among all words that may be
 * guessed. For one episode; confined to one thread at a time.
 *
 * <pre>{@code
 * Agent<Guess, Feedback> agent = Agent.of(new SimpleGuesser());
 * }</pre>
 */
public final class SimpleGuesser implements Policy<Guess, Feedback> {

    private final Words words = Words.english();
    private final Refusals refusals = new Refusals();

    /** A player for one episode. */
    public SimpleGuesser() {}

    @Override
    public Guess act(Feedback feedback) {
        refusals.saw(feedback);
        return refusals.ask(firstFitting(words, feedback, refusals));
    }

    static String firstFitting(Words words, Feedback feedback, Refusals refusals) {
        return firstFitting(words.secrets(), feedback.guesses(), refusals)
                .or(() -> firstFitting(words.guesses(), feedback.guesses(), refusals))
                .orElseThrow(() -> new IllegalStateException("no word fits " + feedback.guesses()));
    }

    private static Optional<String> firstFitting(List<String> words, List<MarkedGuess> guesses, Refusals refusals) {
        return words.stream()
                .filter(word -> fits(word, guesses) && !refusals.contains(word))
                .findFirst();
    }

    private static boolean fits(String word, List<MarkedGuess> guesses) {
        for (var guess : guesses) {
            if (Marks.of(word, guess.word()).toString().equals(guess.marks())) {
                continue;
            }
            return false;
        }
        return true;
    }
}
