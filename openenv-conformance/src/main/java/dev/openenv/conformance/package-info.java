/**
 * The conformance kit: worlds, defined to the letter, with which servers and clients of the OpenEnv wire are checked against
 * each other.
 *
 * <p>Start with {@link dev.openenv.conformance.ConformanceWorlds}.
 */
@NullMarked
package dev.openenv.conformance;

import org.jspecify.annotations.NullMarked;
