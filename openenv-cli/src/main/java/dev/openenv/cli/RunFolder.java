package dev.openenv.cli;

import dev.openenv.recording.RecordingException;
import dev.openenv.recording.RecordingWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that an evaluation writes to, made and checked before anything is played. Confined to one thread, its writer
 * excepted.
 */
final class RunFolder implements AutoCloseable {

    private static final Path RUNS = Path.of("openenv-runs");
    private static final String EPISODES = "episodes.jsonl";
    private static final String REPORT = "report.html";

    private final Path folder;
    private final RecordingWriter writer;

    private RunFolder(Path folder, RecordingWriter writer) {
        this.folder = folder;
        this.writer = writer;
    }

    /** Where runs of this name are kept unless told otherwise. */
    static Path usual(String name) {
        return RUNS.resolve(name);
    }

    /** The usual folder, or the first with a number that holds no recording yet. */
    static Path unused(String name) {
        var folder = usual(name);
        for (var number = 2; Files.exists(folder.resolve(EPISODES)); number++) {
            folder = usual(name + "-" + number);
        }
        return folder;
    }

    static RunFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new CannotRunException(
                    "cannot write to " + folder + ": the folder cannot be made (" + e + "); name another with --out",
                    e);
        }
        try {
            if (Files.isDirectory(folder.resolve(REPORT))) {
                throw new IOException(folder.resolve(REPORT) + " is a folder");
            }
            return new RunFolder(folder, RecordingWriter.replace(folder.resolve(EPISODES)));
        } catch (RecordingException | IOException e) {
            throw new CannotRunException(
                    "cannot write to " + folder + ": " + e.getMessage() + "; name another folder with --out", e);
        }
    }

    RecordingWriter writer() {
        return writer;
    }

    Path episodes() {
        return folder.resolve(EPISODES);
    }

    Path report() {
        return folder.resolve(REPORT);
    }

    @Override
    public void close() {
        writer.close();
    }
}
