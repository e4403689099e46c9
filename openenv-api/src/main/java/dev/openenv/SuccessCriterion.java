package dev.openenv;

import java.util.Objects;

/**
 * When an episode counts as solved, as data of the {@link EnvironmentSpec}. Where the reward alone cannot tell, use a
 * {@link Grader} instead.
 *
 * <pre>{@code
 * SuccessCriterion.terminatedWith(1.0)     // won: the episode came to its end with at least this total reward
 * SuccessCriterion.totalReward(475)        // CartPole: cut off after 500 steps is success too
 * }</pre>
 *
 * @param minimumTotalReward the least sum of rewards that counts as solved, finite
 * @param mustTerminate whether the episode must also have come to its own end
 */
public record SuccessCriterion(double minimumTotalReward, boolean mustTerminate) {

    /** Sums of rewards like 0.1 + 0.2 are compared with this much slack. */
    private static final double SLACK = 1e-9;

    /**
     * Checks the bound.
     *
     * @param minimumTotalReward the least sum of rewards that counts as solved, finite
     * @param mustTerminate whether the episode must also have come to its own end
     * @throws IllegalArgumentException when the reward is not finite
     */
    public SuccessCriterion {
        if (!Double.isFinite(minimumTotalReward)) {
            throw new IllegalArgumentException("minimumTotalReward must be finite, got " + minimumTotalReward);
        }
    }

    /**
     * Solved when the episode terminated with at least this total reward.
     *
     * @param minimumTotalReward the least sum of rewards
     * @return the criterion
     */
    public static SuccessCriterion terminatedWith(double minimumTotalReward) {
        return new SuccessCriterion(minimumTotalReward, true);
    }

    /**
     * Solved when the total reward is at least this, however the episode ended.
     *
     * @param minimumTotalReward the least sum of rewards
     * @return the criterion
     */
    public static SuccessCriterion totalReward(double minimumTotalReward) {
        return new SuccessCriterion(minimumTotalReward, false);
    }

    /**
     * Applies the criterion.
     *
     * @param trajectory an episode
     * @return whether it is solved
     */
    public boolean test(Trajectory<?, ?> trajectory) {
        Objects.requireNonNull(trajectory, "trajectory");
        return (trajectory.terminated() || !mustTerminate) && trajectory.totalReward() >= minimumTotalReward - SLACK;
    }
}
