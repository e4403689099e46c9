package dev.openenv.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording episode by episode, so that the file may be larger than memory, and checks its chain of hashes on the
 * way. A file that is being written can be read: what is not there yet counts as torn or incomplete.
 *
 * <p>A strict reader throws at the first bad line; what a crash leaves behind ({@link RecordingIssue#tolerated()}) is
 * reported only. A lenient reader reports everything and goes on.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * try (var reader = RecordingReader.open(path)) {
 *     for (var next = reader.next(); next.isPresent(); next = reader.next()) {
 *         show(next.get());
 *     }
 * }
 * }</pre>
 */
public final class RecordingReader implements AutoCloseable {

    private final Path path;
    private final Issues issues;
    private final CheckedLines lines;
    private final List<RecordedEpisode> incomplete = new ArrayList<>();
    private @Nullable EpisodeAssembly open;
    private boolean atEnd;

    RecordingReader(Path path, InputStream in, boolean strict) {
        this.path = path;
        issues = new Issues(path, strict);
        lines = new CheckedLines(path, in, issues);
        try {
            lines.header();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens a file for strict reading.
     *
     * @param path the file
     * @return a reader that the caller closes
     * @throws RecordingException when the file cannot be read, is empty, is not a recording, or is of another version
     */
    public static RecordingReader open(Path path) {
        return new RecordingReader(path, stream(path), true);
    }

    /**
     * Opens a file for lenient reading.
     *
     * @param path the file
     * @return a reader that the caller closes
     * @throws RecordingException when the file cannot be read, is empty, is not a recording, or is of another version
     */
    public static RecordingReader openLenient(Path path) {
        return new RecordingReader(path, stream(path), false);
    }

    private static InputStream stream(Path path) {
        try {
            return Files.newInputStream(path);
        } catch (NoSuchFileException e) {
            throw RecordingException.file("recording_not_read", path, "there is no such file", e);
        } catch (IOException e) {
            throw CheckedLines.notRead(path, e);
        }
    }

    /**
     * Reads up to the end of the next complete episode.
     *
     * @return the episode, or empty at the end of the file
     * @throws RecordingException when the file cannot be read, or a strict reader comes to a bad line
     */
    public Optional<RecordedEpisode> next() {
        try {
            while (!atEnd) {
                var line = lines.next();
                if (line == null) {
                    atEnd = true;
                    giveUpOpen();
                } else {
                    var episode = read(line);
                    if (episode != null) {
                        return Optional.of(episode);
                    }
                }
            }
            return Optional.empty();
        } catch (RecordingException e) {
            atEnd = true;
            throw e;
        }
    }

    /**
     * The rest of the complete episodes.
     *
     * @return a stream that reads as it goes, in order; closing it closes this reader
     */
    public Stream<RecordedEpisode> episodes() {
        var episodes =
                new Spliterators.AbstractSpliterator<RecordedEpisode>(
                        Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super RecordedEpisode> action) {
                        var next = next();
                        next.ifPresent(action);
                        return next.isPresent();
                    }
                };
        return StreamSupport.stream(episodes, false).onClose(this::close);
    }

    /**
     * Episodes without an end that were found so far.
     *
     * @return a copy in the order of the file
     */
    public List<RecordedEpisode> incomplete() {
        return List.copyOf(incomplete);
    }

    /**
     * What was found so far that is not as the writer leaves it.
     *
     * @return a copy in the order of the file
     */
    public List<RecordingIssue> issues() {
        return issues.all();
    }

    /** Closes the file. */
    @Override
    public void close() {
        atEnd = true;
        try {
            lines.close();
        } catch (IOException e) {
            // Nothing was written, so nothing is lost.
        }
    }

    /** The lines below, for a writer that goes on behind them. */
    CheckedLines lines() {
        return lines;
    }

    private @Nullable RecordedEpisode read(CheckedLines.Line line) {
        var before = open;
        var issuesBefore = issues.count();
        RecordedEpisode episode = null;
        try {
            episode = dispatch(line, new LineFields(line.json()));
        } catch (IllegalArgumentException e) {
            issues.add(RecordingIssue.Kind.DAMAGED_LINE, line.number(), String.valueOf(e.getMessage()), e);
        }
        if (open != null && open == before && issues.count() > issuesBefore) {
            open.damaged();
        }
        return episode;
    }

    private @Nullable RecordedEpisode dispatch(CheckedLines.Line line, LineFields fields) {
        var kind = fields.text(RecordingFormat.LINE);
        if (kind.equals(RecordingFormat.EPISODE)) {
            giveUpOpen();
            open = new EpisodeAssembly(path, line.number(), fields);
        }
        var episode = open;
        if (episode == null) {
            return RecordingFormat.KINDS.contains(kind) ? outOfPlace(line, kind) : null;
        }
        if (!line.good()) {
            episode.damaged();
        }
        switch (kind) {
            case RecordingFormat.EPISODE -> {}
            case RecordingFormat.RESET -> {
                if (!episode.awaitsReset()) {
                    return outOfPlace(line, kind);
                }
                episode.reset(fields);
            }
            case RecordingFormat.STEP -> {
                if (!episode.awaits(fields)) {
                    outOfPlace(line, kind);
                }
                episode.step(fields);
            }
            case RecordingFormat.END -> {
                var ended = episode.end(fields);
                open = null;
                return ended;
            }
            case RecordingFormat.HEADER -> outOfPlace(line, kind);
            default -> {} // a later writer's, for later readers
        }
        return null;
    }

    private @Nullable RecordedEpisode outOfPlace(CheckedLines.Line line, String kind) {
        issues.add(
                RecordingIssue.Kind.OUT_OF_PLACE,
                line.number(),
                "a line '" + kind + "' cannot stand here" + (open == null ? ", outside an episode" : ""),
                null);
        return null;
    }

    private void giveUpOpen() {
        if (open != null) {
            var given = open;
            open = null;
            issues.add(
                    RecordingIssue.Kind.INCOMPLETE_EPISODE,
                    given.line(),
                    "the episode that begins here has no end",
                    null);
            incomplete.add(given.incomplete());
        }
    }
}
