/**
 * The numbered checks of the OpenEnv wire, run against any server by its URL.
 *
 * <p>Start with {@link dev.openenv.conformance.check.Conformance}.
 */
@NullMarked
package dev.openenv.conformance.check;

import org.jspecify.annotations.NullMarked;
