/**
 * Wrappers: environments around an environment that compose and can be unwrapped.
 *
 * <p>An environment that a provider opened is already {@link dev.openenv.wrap.OrderEnforced}. Add
 * {@link dev.openenv.wrap.StepLimit}, {@link dev.openenv.wrap.TimeLimit}, {@link dev.openenv.wrap.Transforms},
 * {@link dev.openenv.wrap.EpisodeStatistics} or {@link dev.openenv.wrap.CallDeadline} as needed; what is inside is found
 * with {@link dev.openenv.Environment#find}. To write one, extend {@link dev.openenv.ForwardingEnvironment}.
 */
@NullMarked
package dev.openenv.wrap;

import org.jspecify.annotations.NullMarked;
