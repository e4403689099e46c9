package dev.openenv.recording;

import dev.openenv.Blame;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A recording could not be written, read or used. The {@link #code()} says which:
 *
 * <ul>
 *   <li>{@code recording_exists}, {@code recording_in_use}, {@code recording_closed}: the file or the writer is not free
 *   <li>{@code recording_not_written}, {@code recording_not_read}: the disk, a directory or a permission
 *   <li>{@code recording_empty}, {@code not_a_recording}, {@code recording_version}: not a file this SDK reads
 *   <li>{@code recording_damaged}: a line is not as it was written; {@link #line()} says which
 *   <li>{@code recording_not_encoded}: an episode cannot be written as JSON; nothing was written of it
 *   <li>{@code recording_mismatch}: the episode is of another environment or of other types
 * </ul>
 */
public final class RecordingException extends OpenEnvException {

    private static final long serialVersionUID = 1L;

    /** The file, or null. */
    private final transient @Nullable Path path;

    /** The first bad line, from 1; 0 when the error is not about a line. */
    private final long line;

    private RecordingException(
            String code, String message, Blame blame, @Nullable Path path, long line, @Nullable Throwable cause) {
        super(code, message, blame, Effect.NOT_APPLIED, Retry.NEVER, cause);
        this.path = path;
        this.line = line;
    }

    static RecordingException file(String code, Path path, String problem, @Nullable Throwable cause) {
        return new RecordingException(code, path + ": " + problem, Blame.INFRASTRUCTURE, path, 0, cause);
    }

    static RecordingException line(Path path, RecordingIssue issue, @Nullable Throwable cause) {
        return new RecordingException(
                "recording_damaged", path + ": " + issue, Blame.INFRASTRUCTURE, path, issue.line(), cause);
    }

    static RecordingException caller(String code, @Nullable Path path, String message) {
        return new RecordingException(code, message, Blame.CALLER, path, 0, null);
    }

    static RecordingException encoding(Path path, String message, @Nullable Throwable cause) {
        return new RecordingException("recording_not_encoded", message, Blame.ENVIRONMENT, path, 0, cause);
    }

    static RecordingException mismatch(@Nullable Path path, String message, @Nullable Throwable cause) {
        return new RecordingException("recording_mismatch", message, Blame.CALLER, path, 0, cause);
    }

    /**
     * The file.
     *
     * @return the path as it was given, or empty when no file is concerned
     */
    public Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    /**
     * The first bad line.
     *
     * @return its number, from 1, or empty when the error is not about a line
     */
    public OptionalLong line() {
        return line == 0 ? OptionalLong.empty() : OptionalLong.of(line);
    }
}
