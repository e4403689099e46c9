package dev.openenv;

/**
 * The least and the greatest reward that one step can give.
 *
 * @param minimum the least, finite
 * @param maximum the greatest, finite, at least the minimum
 */
public record RewardRange(double minimum, double maximum) {

    /**
     * Checks the bounds.
     *
     * @param minimum the least, finite
     * @param maximum the greatest, finite, at least the minimum
     * @throws IllegalArgumentException when a bound is not finite or the range is empty
     */
    public RewardRange {
        if (!Double.isFinite(minimum) || !Double.isFinite(maximum) || minimum > maximum) {
            throw new IllegalArgumentException("not a range of rewards: " + minimum + " to " + maximum);
        }
    }

    /**
     * Whether a reward lies in the range.
     *
     * @param reward a reward
     * @return true between the bounds, both included
     */
    public boolean contains(double reward) {
        return reward >= minimum && reward <= maximum;
    }
}
