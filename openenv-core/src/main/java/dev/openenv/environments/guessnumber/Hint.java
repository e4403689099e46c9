package dev.openenv.environments.guessnumber;

/** Where the hidden number is, seen from a guess. */
public enum Hint {
    /** Nothing was guessed yet. */
    NONE,
    /** The hidden number is higher than the guess. */
    HIGHER,
    /** The hidden number is lower than the guess. */
    LOWER,
    /** The guess is the hidden number. */
    CORRECT
}
