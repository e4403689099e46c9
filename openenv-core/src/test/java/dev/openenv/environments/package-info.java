/**
 * What the tests of several reference environments share: {@link dev.openenv.environments.WireRecording} reads recorded
 * traffic of the original environments, {@link dev.openenv.environments.PlainEpisode} plays an episode without the rest of
 * the SDK.
 */
@NullMarked
package dev.openenv.environments;

import org.jspecify.annotations.NullMarked;
