package dev.openenv.junit.golden;

import java.util.Objects;

/**
 * The first place where an episode differs from a golden one.
 *
 * @param changed what the difference says
 * @param step the step, from 1 as in the HTML view; {@value #RESET} for the reset, {@value #EPISODE} for the whole
 *     episode
 * @param pointer JSON pointer (RFC 6901) into the step, such as {@code /action/arguments/id} or
 *     {@code /observation/marks/2}, or into the episode, such as {@code /seed}
 * @param expected what the golden episode has there, as JSON text, or {@code nothing}; shortened
 * @param actual what the other one has there, likewise
 */
public record GoldenDifference(Changed changed, int step, String pointer, String expected, String actual) {

    /** The step of a difference that reset shows. */
    public static final int RESET = 0;

    /** The step of a difference that is not in one step. */
    public static final int EPISODE = -1;

    /** What a first difference says. */
    public enum Changed {
        /** The episodes do not begin alike: environment, task, seed or options. */
        START,
        /** Up to here all was the same, and the agent did something else. */
        AGENT,
        /** The agent did the same up to here, and the environment answered otherwise. */
        ENVIRONMENT,
        /** Every step is the same, and the outcome is another one. */
        OUTCOME,
        /** Everything is the same but the version of the environment. */
        VERSION
    }

    /**
     * Checks the parts.
     *
     * @param changed what the difference says
     * @param step the step, from 1 as in the HTML view; {@value #RESET} for the reset, {@value #EPISODE} for the whole
     *     episode
     * @param pointer JSON pointer (RFC 6901) into the step, such as {@code /action/arguments/id} or
     *     {@code /observation/marks/2}, or into the episode, such as {@code /seed}
     * @param expected what the golden episode has there, as JSON text, or {@code nothing}; shortened
     * @param actual what the other one has there, likewise
     */
    public GoldenDifference {
        Objects.requireNonNull(changed, "changed");
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(actual, "actual");
    }

    /**
     * The place in words.
     *
     * @return such as {@code step 3, /action/word}
     */
    public String place() {
        if (step == EPISODE) {
            return pointer;
        }
        return (step == RESET ? "reset" : "step " + step) + ", " + pointer;
    }

    @Override
    public String toString() {
        return place() + ": expected " + expected + ", got " + actual;
    }
}
