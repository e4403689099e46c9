package dev.openenv;

import java.util.Objects;

/**
 * A grader's verdict.
 *
 * @param solved whether the task is solved
 * @param score from 0 (nothing) to 1 (all)
 * @param reason why, for people; empty when there is nothing to say
 */
public record Grade(boolean solved, double score, String reason) {

    /**
     * Checks the score.
     *
     * @param solved whether the task is solved
     * @param score from 0 (nothing) to 1 (all)
     * @param reason why, for people; empty when there is nothing to say
     * @throws IllegalArgumentException when the score is not between 0 and 1
     */
    public Grade {
        Objects.requireNonNull(reason, "reason");
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must be between 0 and 1, got " + score);
        }
    }

    /**
     * Solved, with a score of 1.
     *
     * @return the verdict
     */
    public static Grade pass() {
        return new Grade(true, 1, "");
    }

    /**
     * Not solved, with a score of 0.
     *
     * @param reason why
     * @return the verdict
     */
    public static Grade fail(String reason) {
        return new Grade(false, 0, reason);
    }

    /**
     * The same verdict with this score.
     *
     * @param value from 0 to 1
     * @return a copy
     */
    public Grade withScore(double value) {
        return new Grade(solved, value, reason);
    }
}
