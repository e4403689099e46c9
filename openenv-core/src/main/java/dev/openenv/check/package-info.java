/**
 * Checks of an environment that somebody wrote: does the same seed give the same episode, does reset clear, do two of them
 * share nothing, do values keep to their schemas, is the answer hidden, is each task solvable? Start with {@link
 * dev.openenv.check.EnvironmentCheck}.
 */
@NullMarked
package dev.openenv.check;

import org.jspecify.annotations.NullMarked;
