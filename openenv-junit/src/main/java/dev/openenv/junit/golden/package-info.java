/**
 * Golden episodes: an episode kept as small, ordered text beside the tests, to notice when the agent or the environment
 * changes.
 *
 * <p>Start with {@link dev.openenv.junit.golden.GoldenEpisodes}, a folder of them.
 * {@link dev.openenv.junit.golden.GoldenEpisode} is one of them as a value; two can be compared. To extend the format:
 * a field that readers may not ignore is another {@link dev.openenv.junit.golden.GoldenEpisode#VERSION}.
 */
@NullMarked
package dev.openenv.junit.golden;

import org.jspecify.annotations.NullMarked;
