package dev.openenv.environments.wordgame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One game with one hidden word: the rules, without asking which guesses are allowed beyond their length. Several
 * environments play it.
 *
 * <p>A win pays 1; a sixth wrong guess ends the game and pays {@link Marks#partialCredit()} of that guess; before the end
 * nothing is paid.
 *
 * <p>Confined to one thread at a time.
 */
public final class WordRound {

    /** Guesses in a game. */
    public static final int GUESSES = 6;

    private final String secret;
    private final List<MarkedGuess> guesses = new ArrayList<>(GUESSES);
    private final List<MarkedGuess> guessesView = Collections.unmodifiableList(guesses);
    private Marks last = Marks.ofCode(0);

    /**
     * A new game.
     *
     * @param secret the hidden word, five letters a to z
     */
    public WordRound(String secret) {
        this.secret = secret;
    }

    /**
     * Marks a guess and counts it.
     *
     * @param word five letters a to z
     * @return its marks
     * @throws IllegalArgumentException when the word has not five letters
     * @throws IllegalStateException when the game is over
     */
    public Marks guess(String word) {
        if (over()) {
            throw new IllegalStateException("the game is over after " + guesses.size() + " guesses");
        }
        last = Marks.of(secret, word);
        guesses.add(new MarkedGuess(word, last.toString()));
        return last;
    }

    /**
     * The guesses so far.
     *
     * @return a view, the first first
     */
    public List<MarkedGuess> guesses() {
        return guessesView;
    }

    /**
     * Whether a word was guessed before.
     *
     * @param word any text
     * @return true when it is among {@link #guesses()}
     */
    public boolean guessed(String word) {
        return guesses.stream().anyMatch(guess -> guess.word().equals(word));
    }

    /**
     * How many guesses remain.
     *
     * @return 0 to {@value #GUESSES}
     */
    public int guessesLeft() {
        return GUESSES - guesses.size();
    }

    /**
     * Whether the word was found.
     *
     * @return true after the right guess
     */
    public boolean won() {
        return last.won();
    }

    /**
     * Whether the game is over.
     *
     * @return true when won, or when no guess remains
     */
    public boolean over() {
        return won() || guessesLeft() == 0;
    }

    /**
     * What the last guess is worth.
     *
     * @return {@link Marks#partialCredit()} of the last guess, 0 before the first
     */
    public double partialCredit() {
        return last.partialCredit();
    }

    /**
     * The hidden word, once nobody has to guess it.
     *
     * @return the word
     * @throws IllegalStateException when the game goes on
     */
    public String reveal() {
        if (!over()) {
            throw new IllegalStateException("the game goes on");
        }
        return secret;
    }
}
