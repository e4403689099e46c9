package dev.openenv.environments.wordgame;

import dev.openenv.Policy;

/**
 * A strong player of the word game: it guesses the word whose marks are expected to tell most, in bits, about which of the
 * words that still fit is the hidden one. Among equals it prefers a word that fits; with one guess left, or at most two
 * words, it takes one that fits.
 *
 * <p>It knows the public word lists and what it sees, nothing else. What all players share is computed once, at the first
 * move of the first one (a fraction of a second). For one episode; confined to one thread at a time.
 *
 * <pre>{@code
 * Agent<Guess, Feedback> agent = Agent.of(new InformationGuesser());
 * }</pre>
 */
public final class InformationGuesser implements Policy<Guess, Feedback> {

    private final Information information = Information.english();
    private final Refusals refusals = new Refusals();

    /** A player for one episode. */
    public InformationGuesser() {}

    @Override
    public Guess act(Feedback feedback) {
        refusals.saw(feedback);
        return refusals.ask(choose(feedback));
    }

    private String choose(Feedback feedback) {
        if (feedback.guesses().isEmpty() && !refusals.contains(Information.englishOpening())) {
            return Information.englishOpening();
        }
        var fitting = information.fitting(feedback.guesses());
        if (fitting.length <= 2 || feedback.guessesLeft() == 1) {
            return SimpleGuesser.firstFitting(information.words(), feedback, refusals);
        }
        var guesses = information.words().guesses();
        var best = information.best(fitting, guess -> !refusals.contains(guesses.get(guess)));
        return best < 0 ? SimpleGuesser.firstFitting(information.words(), feedback, refusals) : guesses.get(best);
    }
}
