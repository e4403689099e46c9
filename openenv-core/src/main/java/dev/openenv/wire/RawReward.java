package dev.openenv.wire;

import org.jspecify.annotations.Nullable;

/**
 * The capability of a world to say how the reward of its last result is spelled on the wire, for worlds that imitate one
 * in a language whose rewards are not always floating point. The server finds it with
 * {@link dev.openenv.Environment#find}.
 *
 * <pre>{@code
 * public Object rawReward() {
 *     return true;      // the wire shows true instead of 1.0
 * }
 * }</pre>
 */
@FunctionalInterface
public interface RawReward {

    /**
     * The spelling of the last reward.
     *
     * @return a {@link Boolean}, {@link Long} or {@link Double}; null for no reward
     */
    @Nullable
    Object rawReward();
}
