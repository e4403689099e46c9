package dev.openenv.recording;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * All episodes of a recording, in memory, with what was wrong in the file. For a file that is too large for that, use
 * {@link #stream} or {@link RecordingReader}.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * var recording = Recording.read(Path.of("episodes.jsonl"));
 * recording.episodes().size();
 * recording.issues();                        // [] or, after a crash, the torn last line
 * }</pre>
 */
public final class Recording {

    private final Path path;
    private final List<RecordedEpisode> episodes;
    private final List<RecordedEpisode> incomplete;
    private final List<RecordingIssue> issues;

    private Recording(Path path, RecordingReader reader) {
        this.path = path;
        try (var stream = reader.episodes()) {
            episodes = stream.toList();
        }
        incomplete = reader.incomplete();
        issues = reader.issues();
    }

    /**
     * Reads a file and checks its chain of hashes. A torn last line and episodes without an end are tolerated and
     * reported.
     *
     * @param path the file
     * @return the episodes
     * @throws RecordingException naming the first bad line, or when the file cannot be read or is not a recording of the
     *     version this SDK reads
     */
    public static Recording read(Path path) {
        return new Recording(path, RecordingReader.open(path));
    }

    /**
     * Reads what is readable of a file and reports everything that is wrong with it.
     *
     * @param path the file
     * @return the episodes; those with a bad line are not {@link RecordedEpisode#intact() intact}
     * @throws RecordingException when the file cannot be read or is not a recording of the version this SDK reads
     */
    public static Recording readLenient(Path path) {
        return new Recording(path, RecordingReader.openLenient(path));
    }

    /**
     * Reads a file as {@link #read} does, one episode in memory at a time.
     *
     * @param path the file
     * @return the complete episodes in order; close it to close the file. It throws {@link RecordingException} when it
     *     comes to the first bad line
     * @throws RecordingException when the file cannot be opened or is not a recording of the version this SDK reads
     */
    public static Stream<RecordedEpisode> stream(Path path) {
        return RecordingReader.open(path).episodes();
    }

    /**
     * The file.
     *
     * @return the path as it was given
     */
    public Path path() {
        return path;
    }

    /**
     * The episodes that have an end.
     *
     * @return in the order of the file
     */
    public List<RecordedEpisode> episodes() {
        return episodes;
    }

    /**
     * The episodes that a crash cut off.
     *
     * @return in the order of the file, usually none
     */
    public List<RecordedEpisode> incomplete() {
        return incomplete;
    }

    /**
     * What is not as the writer leaves it.
     *
     * @return in the order of the file, usually none
     */
    public List<RecordingIssue> issues() {
        return issues;
    }

    @Override
    public String toString() {
        return "Recording[" + path + ", episodes=" + episodes.size() + ", issues=" + issues.size() + "]";
    }
}
