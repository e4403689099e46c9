package dev.openenv.environments.guessnumber;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One game with one hidden number: the rules. Several environments play it.
 *
 * <p>A right guess pays 1; the eleventh wrong one ends the game and pays {@link #partialScore()}; before the end nothing is
 * paid. TextArena's text for this game promises ten turns, but its game takes eleven, and so does this one: the reward of
 * the same guesses is the same.
 *
 * <p>Confined to one thread at a time.
 */
public final class NumberRound {

    /** The least number. */
    public static final int MIN = 1;

    /** The greatest number. */
    public static final int MAX = 20;

    /** Guesses in a game. */
    public static final int GUESSES = 11;

    private final int secret;
    private final List<HintedGuess> guesses = new ArrayList<>(GUESSES);
    private final List<HintedGuess> guessesView = Collections.unmodifiableList(guesses);

    /**
     * A new game.
     *
     * @param secret the hidden number, {@value #MIN} to {@value #MAX}
     */
    public NumberRound(int secret) {
        if (secret < MIN || secret > MAX) {
            throw new IllegalArgumentException("the secret must be " + MIN + " to " + MAX + ", got " + secret);
        }
        this.secret = secret;
    }

    /**
     * Answers a guess and counts it.
     *
     * @param number {@value #MIN} to {@value #MAX}
     * @return where the hidden number is, never {@link Hint#NONE}
     * @throws IllegalStateException when the game is over
     */
    public Hint guess(int number) {
        if (over()) {
            throw new IllegalStateException("the game is over after " + guesses.size() + " guesses");
        }
        var hint = secret == number ? Hint.CORRECT : secret > number ? Hint.HIGHER : Hint.LOWER;
        guesses.add(new HintedGuess(number, hint));
        return hint;
    }

    /**
     * The guesses so far.
     *
     * @return a view, the first first
     */
    public List<HintedGuess> guesses() {
        return guessesView;
    }

    /**
     * Whether a number was guessed before.
     *
     * @param number any number
     * @return true when it is among {@link #guesses()}
     */
    public boolean guessed(int number) {
        return guesses.stream().anyMatch(guess -> guess.number() == number);
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
     * What the last guess told.
     *
     * @return {@link Hint#NONE} before the first
     */
    public Hint hint() {
        return guesses.isEmpty() ? Hint.NONE : guesses.get(guesses.size() - 1).hint();
    }

    /**
     * Whether the number was found.
     *
     * @return true after the right guess
     */
    public boolean won() {
        return hint() == Hint.CORRECT;
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
     * How near the last guess is: 1 - |guess - hidden number| / 19.
     *
     * @return 0 to 1; 0 before the first guess
     */
    public double partialScore() {
        if (guesses.isEmpty()) {
            return 0;
        }
        var distance = Math.abs(guesses.get(guesses.size() - 1).number() - secret);
        return 1 - (double) distance / (MAX - MIN);
    }

    /**
     * The hidden number, once nobody has to guess it.
     *
     * @return the number
     * @throws IllegalStateException when the game goes on
     */
    public int reveal() {
        if (!over()) {
            throw new IllegalStateException("the game goes on");
        }
        return secret;
    }
}
