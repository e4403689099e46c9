package dev.openenv.junit.assertions;

import dev.openenv.Action;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.Trajectory;
import dev.openenv.codec.PrintableText;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.junit.golden.GoldenEpisode;
import dev.openenv.junit.golden.GoldenEpisodes;
import dev.openenv.recording.RecordingWriter;
import dev.openenv.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one episode because an assertion on it failed: the recording and a page to look at, written once, and
 * again when another secret has to be left out. Safe for many threads.
 */
final class EpisodeFiles {

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Path folder;
    private int number;
    private Set<Secret> leftOut = Set.of();
    private String written = "";

    /** Where the files are, in words; what went wrong instead, if it did. */
    String write(PlayedEpisode<?, ?> played, Set<Secret> secrets) {
        lock.lock();
        // An interrupted thread could not write.
        var interrupted = Thread.interrupted();
        try {
            if (written.isEmpty() || !leftOut.equals(secrets)) {
                written = attempt(played, secrets);
                leftOut = Set.copyOf(secrets);
            }
            return written;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            lock.unlock();
        }
    }

    private String attempt(PlayedEpisode<?, ?> played, Set<Secret> secrets) {
        try {
            if (folder == null) {
                folder = OutputFolder.now().resolve(GoldenEpisodes.nameOf(played));
                number = EpisodeNumbers.next(folder);
            }
            Files.createDirectories(folder);
            return files(folder.resolve("episode-" + number), played, secrets);
        } catch (IOException | RuntimeException e) {
            return "The episode could not be kept: " + PrintableText.of(new Redaction(secrets).text(e.toString()));
        }
    }

    private static <A extends Action, O extends Observation> String files(
            Path stem, PlayedEpisode<A, O> played, Set<Secret> secrets) throws IOException {
        var redaction = new Redaction(secrets);
        var title = redaction.text(played.test());
        if (secrets.isEmpty()) {
            return files(stem, title, played.trajectory(), played.world());
        }
        var json = redaction.episode(GoldenEpisode.of(played).json());
        return files(stem, title, json, new JsonWorld(played.world().spec()));
    }

    private static <A extends Action, O extends Observation> String files(
            Path stem, String title, Trajectory<A, O> episode, EnvironmentProvider<A, O> world) throws IOException {
        var recording = Path.of(stem + ".jsonl");
        var draft = Path.of(stem + ".jsonl.part");
        try (var writer = RecordingWriter.replace(draft)) {
            writer.write(episode, world);
        }
        Files.move(draft, recording, StandardCopyOption.REPLACE_EXISTING);
        var page = Path.of(stem + ".html");
        HtmlReport.of(title).add(world, List.of(episode), Duration.ZERO).write(page);
        return "Recorded in " + shown(recording) + "\nTo look at: " + shown(page);
    }

    private static String shown(Path path) {
        return PrintableText.of(path.toString());
    }
}
