package dev.openenv.rollout;

import java.time.Duration;

/**
 * The limits of each episode of a run.
 *
 * @param maxSteps the most steps, at least 1
 * @param invalidActions how many refused actions in a row end the episode, at least 1
 * @param time the most wall time, above zero
 * @param drawings whether the world is drawn after each step
 * @param json whether each observation must be one that can be written as JSON
 */
record EpisodeLimits(int maxSteps, int invalidActions, Duration time, boolean drawings, boolean json) {

    EpisodeLimits {
        if (maxSteps < 1 || invalidActions < 1 || time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException("limits must be above zero: " + maxSteps + " steps, " + invalidActions
                    + " invalid actions, " + time);
        }
    }
}
