package dev.openenv.recording;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.Trajectory;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.rollout.RolloutListener;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes episodes to a file, possibly of several environments. Each episode is one block of lines, given to the system in
 * one piece when the episode is over, so that a crash costs the running episodes at most.
 *
 * <p>When the disk fails, what was begun is cut off again, the writer takes no more episodes, and every later
 * {@link #write} throws with the first failure as its cause. While a writer is open, no other writer gets the file;
 * anybody may read it.
 *
 * <p>Safe for many threads, also when they are interrupted.
 *
 * <pre>{@code
 * try (var writer = RecordingWriter.create(Path.of("episodes.jsonl"))) {
 *     writer.write(trajectory, words);
 * }
 * }</pre>
 */
public final class RecordingWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingWriter.class);

    private final Path path;
    private final RecordingFile file;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable RecordingException failure;
    private boolean closed;
    private long episodes;

    private RecordingWriter(Path path, RecordingFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Starts a new file.
     *
     * @param path where; nothing may be there, the directory must be
     * @return a writer that the caller closes
     * @throws RecordingException {@code recording_exists} when something is there, or when the file cannot be made
     */
    public static RecordingWriter create(Path path) {
        try {
            Files.createFile(path);
        } catch (FileAlreadyExistsException e) {
            throw RecordingException.caller(
                    "recording_exists",
                    path,
                    path + " exists already; choose another path, or RecordingWriter.append to add to it, or"
                            + " RecordingWriter.replace to lose what it holds");
        } catch (IOException e) {
            throw notMade(path, e);
        }
        try {
            return replace(path);
        } catch (RecordingException e) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /**
     * Starts a file anew, losing what it holds.
     *
     * @param path where; the directory must be there
     * @return a writer that the caller closes
     * @throws RecordingException when the file cannot be written or another writer has it open
     */
    public static RecordingWriter replace(Path path) {
        return opened(path, RecordingFile::start);
    }

    /**
     * Goes on with a file, or starts it when there is none. The whole file is read to check its chain. A torn last line
     * is cut off, with a warning in the log; an episode without an end stays and is reported again when the file is read.
     *
     * @param path where; the directory must be there
     * @return a writer that the caller closes
     * @throws RecordingException when the file is damaged, is of another version, is not a recording, cannot be written,
     *     or another writer has it open
     */
    public static RecordingWriter append(Path path) {
        return opened(path, file -> resume(path, file));
    }

    private static RecordingWriter opened(Path path, Preparation preparation) {
        RecordingFile file;
        try {
            file = RecordingFile.open(path);
        } catch (IOException e) {
            throw notMade(path, e);
        }
        try {
            preparation.on(file);
            return new RecordingWriter(path, file);
        } catch (IOException e) {
            closeQuietly(path, file);
            throw RecordingException.file("recording_not_written", path, "cannot be written: " + e, e);
        } catch (RuntimeException e) {
            closeQuietly(path, file);
            throw e;
        }
    }

    private static void resume(Path path, RecordingFile file) throws IOException {
        if (file.size() == 0) {
            file.start();
            return;
        }
        try (var reader = new RecordingReader(path, file.content(), true)) {
            while (reader.next().isPresent()) {
                // Reading to the end is what checks the chain.
            }
            var lines = reader.lines();
            var torn = file.size() - lines.wholeUntil();
            if (torn > 0) {
                LOG.warn("recording={} cutting off a torn last line of {} bytes", path, torn);
            }
            file.resume(lines.wholeUntil(), lines.lineEnded(), lines.lastHash());
        } catch (RecordingException e) {
            if (!e.code().equals("recording_empty")) {
                throw e;
            }
            LOG.warn("recording={} starting anew, the file ends within its first line", path);
            file.start();
        }
    }

    private static RecordingException notMade(Path path, IOException e) {
        var parent = path.toAbsolutePath().getParent();
        return parent != null && !Files.isDirectory(parent)
                ? RecordingException.file(
                        "recording_not_written", path, "the directory " + parent + " is not there; make it first", e)
                : RecordingException.file("recording_not_written", path, "cannot be opened for writing: " + e, e);
    }

    /**
     * Writes an episode. It returns when the system has the whole block; see {@link #sync} for the disk itself.
     *
     * @param trajectory the episode
     * @param provider the environment's provider, for its codecs
     * @param <A> the actions
     * @param <O> the observations
     * @throws RecordingException {@code recording_not_written} when this or an earlier write failed,
     *     {@code recording_not_encoded} when an observation cannot become JSON (the writer goes on with other episodes),
     *     {@code recording_closed} after close
     */
    public <A extends Action, O extends Observation> void write(
            Trajectory<A, O> trajectory, EnvironmentProvider<A, O> provider) {
        var actions = provider.actionCodec();
        append(
                trajectory,
                new EpisodeLines<A, O>(
                        new EpisodeLines.Actions<A>() {
                            @Override
                            public JsonObject json(int index, A action) {
                                return actions.encode(action);
                            }

                            @Override
                            public String text(A action) {
                                return JsonDifference.shorten(String.valueOf(action));
                            }
                        },
                        provider.observationCodec()::encode));
    }

    /**
     * Writes an episode that was read from another recording, for example to keep a selection.
     *
     * @param episode the episode
     * @throws RecordingException as {@link #write(Trajectory, EnvironmentProvider)} does
     */
    public void write(RecordedEpisode episode) {
        append(episode.json(), new EpisodeLines<JsonAction, JsonObservation>(episode.actions(), JsonObservation::json));
    }

    /**
     * A listener that writes every episode of a run when it ends. When an episode cannot be written, the run stops.
     *
     * @param provider the provider of the run
     * @param <A> the actions
     * @param <O> the observations
     * @return a listener for {@link dev.openenv.rollout.Rollouts#listener}
     */
    public <A extends Action, O extends Observation> RolloutListener<A, O> listener(
            EnvironmentProvider<A, O> provider) {
        return new RolloutListener<>() {
            @Override
            public boolean writesJson() {
                return true;
            }

            @Override
            public void episodeEnded(Trajectory<A, O> trajectory) {
                write(trajectory, provider);
            }
        };
    }

    private <A extends Action, O extends Observation> void append(
            Trajectory<A, O> trajectory, EpisodeLines<A, O> lines) {
        List<HashedLine> block;
        try {
            block = lines.of(trajectory);
        } catch (EpisodeLines.UnwritableException e) {
            throw RecordingException.encoding(
                    path,
                    "episode " + trajectory.episodeId() + " of '" + trajectory.environment() + "', " + e.getMessage(),
                    e);
        }
        lock.lock();
        try {
            requireOpen();
            try {
                file.append(block);
                episodes++;
            } catch (IOException e) {
                throw failed(e, "episode " + trajectory.episodeId() + " cannot be written: " + e);
            }
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (failure != null) {
            throw RecordingException.file(
                    "recording_not_written", path, "no longer written since an earlier write failed", failure);
        }
        if (closed) {
            throw RecordingException.caller("recording_closed", path, path + ": the writer is closed");
        }
    }

    private RecordingException failed(IOException e, String problem) {
        var first = RecordingException.file("recording_not_written", path, problem, e);
        failure = first;
        try {
            file.cutBack();
        } catch (IOException again) {
            first.addSuppressed(again);
        }
        closeQuietly(path, file);
        return first;
    }

    /**
     * Waits until the disk has everything that was written, so that even a loss of power does not cost it.
     *
     * @throws RecordingException when the disk refuses, or as {@link #write(Trajectory, EnvironmentProvider)} does
     */
    public void sync() {
        lock.lock();
        try {
            requireOpen();
            try {
                file.sync();
            } catch (IOException e) {
                throw RecordingException.file("recording_not_written", path, "cannot be synchronised: " + e, e);
            }
        } finally {
            lock.unlock();
        }
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
     * How many episodes this writer has written.
     *
     * @return at least 0
     */
    public long episodes() {
        lock.lock();
        try {
            return episodes;
        } finally {
            lock.unlock();
        }
    }

    /** Closes the file. Everything written is with the system already. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed && failure == null) {
                closeQuietly(path, file);
            }
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private static void closeQuietly(Path path, RecordingFile file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("recording={} did not close: {}", path, e.toString());
        }
    }

    @Override
    public String toString() {
        return "RecordingWriter[" + path + "]";
    }

    /** What is done to the open file before it takes episodes. */
    @FunctionalInterface
    private interface Preparation {
        void on(RecordingFile file) throws IOException;
    }
}
