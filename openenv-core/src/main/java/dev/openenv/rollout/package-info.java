/**
 * Running agents through episodes: one, or many tasks times attempts in parallel, with limits, cancellation and a result
 * that can be trusted.
 *
 * <p>Start with {@link dev.openenv.rollout.Rollouts}; what comes out is a {@link dev.openenv.rollout.Run}. To watch or
 * record, give it a {@link dev.openenv.rollout.RolloutListener}.
 */
@NullMarked
package dev.openenv.rollout;

import org.jspecify.annotations.NullMarked;
