/**
 * Episodes on disk: written as JSON Lines with a hash chain, read back, played again.
 *
 * <table>
 * <caption>Where to start</caption>
 * <tr><th>to</th><th>read</th></tr>
 * <tr><td>record a loop written by hand</td><td>{@link dev.openenv.recording.RecordingEnvironment}</td></tr>
 * <tr><td>record trajectories</td><td>{@link dev.openenv.recording.RecordingWriter}</td></tr>
 * <tr><td>read a file</td><td>{@link dev.openenv.recording.Recording}, or
 *     {@link dev.openenv.recording.RecordingReader} when it is large</td></tr>
 * <tr><td>play an episode again</td><td>{@link dev.openenv.recording.Replay}</td></tr>
 * </table>
 *
 * <p>The format is described in {@code docs/recording-format.md}; the names in its lines are in one class,
 * {@code RecordingFormat}. To extend: a new field that readers may ignore is added to the lines and to the description;
 * anything else is another version of the format.
 */
@NullMarked
package dev.openenv.recording;

import org.jspecify.annotations.NullMarked;
