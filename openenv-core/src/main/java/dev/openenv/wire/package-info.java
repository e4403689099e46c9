/**
 * What the two sides of the OpenEnv wire share, and the capabilities by which a world takes part in details of the wire.
 *
 * <p>Most environments need nothing of this. A world that imitates one with details of its language implements
 * {@link dev.openenv.wire.StepKeywords} or {@link dev.openenv.wire.RawReward}, one that lists its own tasks
 * {@link dev.openenv.wire.TaskListing}, and one that is an agent harness {@link dev.openenv.wire.Harness}; servers find them with {@link dev.openenv.Environment#find}.
 */
@NullMarked
package dev.openenv.wire;

import org.jspecify.annotations.NullMarked;
