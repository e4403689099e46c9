package dev.openenv.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Blame;
import dev.openenv.ResetOptions;
import dev.openenv.Trajectory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingWriterTest {

    @TempDir
    private Path directory;

    @Test
    void createRefusesToOverwrite() throws Exception {
        var path = Files.writeString(directory.resolve("there.jsonl"), "mine");

        assertThatThrownBy(() -> RecordingWriter.create(path))
                .isInstanceOfSatisfying(RecordingException.class, e -> {
                    assertThat(e.code()).isEqualTo("recording_exists");
                    assertThat(e.path()).contains(path);
                    assertThat(e.blame()).isEqualTo(Blame.CALLER);
                })
                .hasMessageContaining("RecordingWriter.append");
        assertThat(path).hasContent("mine");
    }

    @Test
    void replaceOverwrites() {
        var path = Episodes.dice(directory, 5);

        try (var writer = RecordingWriter.replace(path)) {
            Episodes.dice(writer, "only", 1);
        }

        assertThat(Recording.read(path).episodes()).hasSize(1);
    }

    @Test
    void aRecordingWithoutEpisodesIsReadable() {
        var path = directory.resolve("none.jsonl");
        RecordingWriter.create(path).close();

        assertThat(Recording.read(path).episodes()).isEmpty();
        assertThat(Recording.read(path).issues()).isEmpty();
    }

    @Test
    void episodesAreInTheFileAsSoonAsTheyAreWritten() {
        var path = directory.resolve("live.jsonl");
        try (var writer = RecordingWriter.create(path)) {
            Episodes.dice(writer, "one", 1);
            assertThat(Recording.read(path).episodes()).hasSize(1);
            Episodes.dice(writer, "two", 1);
            assertThat(Recording.read(path).episodes()).hasSize(2);
            writer.sync();
        }
    }

    @Test
    void appendGivesTheSameFileAsOneWriter() throws Exception {
        var whole = Files.readAllBytes(Episodes.dice(directory, 3));
        var path = directory.resolve("appended.jsonl");

        for (var i = 0; i < 3; i++) {
            try (var writer = RecordingWriter.append(path)) {
                Episodes.dice(writer, "episode-" + i, i);
            }
        }

        assertThat(Files.readAllBytes(path)).isEqualTo(whole);
    }

    @Test
    void appendCutsOffATornLastLine() throws Exception {
        var bytes = Files.readAllBytes(Episodes.dice(directory, 1));
        var last = new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8).lastIndexOf('\n') + 1;
        var path = directory.resolve("torn.jsonl");

        for (var length : new int[] {last, last + 1, last + 30, bytes.length - 2, bytes.length - 1}) {
            Files.write(path, Arrays.copyOf(bytes, length));
            try (var writer = RecordingWriter.append(path)) {
                Episodes.dice(writer, "more", 1);
            }
            var recording = Recording.read(path);
            if (length == bytes.length - 1) {
                assertThat(recording.episodes())
                        .as("only the line break was missing")
                        .hasSize(2);
                assertThat(recording.issues()).isEmpty();
            } else {
                assertThat(recording.episodes())
                        .extracting(RecordedEpisode::episodeId)
                        .containsExactly("more");
                assertThat(recording.incomplete())
                        .extracting(RecordedEpisode::episodeId)
                        .containsExactly("episode-0");
                assertThat(recording.issues())
                        .extracting(RecordingIssue::kind)
                        .containsExactly(RecordingIssue.Kind.INCOMPLETE_EPISODE);
            }
        }
    }

    @Test
    void appendStartsAnewWhenNothingButPartOfTheHeaderIsThere() throws Exception {
        var bytes = Files.readAllBytes(Episodes.dice(directory, 1));
        var header = new String(bytes, StandardCharsets.UTF_8).indexOf('\n');
        var path = directory.resolve("header.jsonl");

        for (var length : new int[] {0, 1, header / 2, header - 1, header}) {
            Files.write(path, Arrays.copyOf(bytes, length));
            try (var writer = RecordingWriter.append(path)) {
                Episodes.dice(writer, "episode-0", 0);
            }
            assertThat(Files.readAllBytes(path)).isEqualTo(bytes);
        }
    }

    @Test
    void appendRefusesADamagedFileAndLeavesItAlone() throws Exception {
        var path = Episodes.dice(directory, 1);
        Files.writeString(path, Files.readString(path).replace("\"face\":2", "\"face\":3"));
        var before = Files.readString(path);

        assertThatThrownBy(() -> RecordingWriter.append(path))
                .isInstanceOf(RecordingException.class)
                .extracting(Episodes::code)
                .isEqualTo("recording_damaged");
        assertThat(path).hasContent(before);
    }

    @Test
    void aSecondWriterDoesNotGetTheFile() {
        var path = Episodes.dice(directory, 1);
        try (var writer = RecordingWriter.append(path)) {
            assertThatThrownBy(() -> RecordingWriter.replace(path))
                    .extracting(Episodes::code)
                    .isEqualTo("recording_in_use");
            assertThatThrownBy(() -> RecordingWriter.append(path))
                    .extracting(Episodes::code)
                    .isEqualTo("recording_in_use");
            Episodes.dice(writer, "still", 1);
        }
        assertThat(Recording.read(path).episodes()).hasSize(2);
        RecordingWriter.append(path).close();
    }

    @Test
    void aWriterTakesNothingAfterClose() {
        var path = directory.resolve("closed.jsonl");
        var writer = RecordingWriter.create(path);
        writer.close();
        writer.close();

        var episode = Recording.read(Episodes.dice(directory, 1)).episodes().get(0);
        assertThatThrownBy(() -> writer.write(episode))
                .extracting(Episodes::code)
                .isEqualTo("recording_closed");
        assertThatThrownBy(writer::sync).extracting(Episodes::code).isEqualTo("recording_closed");
    }

    @Test
    void aMissingDirectoryIsNamed() {
        var path = directory.resolve("no/such/place.jsonl");

        assertThatThrownBy(() -> RecordingWriter.create(path))
                .isInstanceOfSatisfying(RecordingException.class, e -> {
                    assertThat(e.path()).contains(path);
                    assertThat(e.blame()).isEqualTo(Blame.INFRASTRUCTURE);
                })
                .hasMessageContaining(directory.resolve("no/such").toString());
        assertThatThrownBy(() -> RecordingWriter.append(path)).hasMessageContaining("make it first");
    }

    @Test
    void aPathThatCannotBeAFileIsRefused() throws Exception {
        var file = Files.createFile(directory.resolve("file"));

        for (var path : new Path[] {directory, file.resolve("below.jsonl")}) {
            assertThatThrownBy(() -> RecordingWriter.replace(path))
                    .isInstanceOf(RecordingException.class)
                    .extracting(Episodes::code)
                    .isEqualTo("recording_not_written");
        }
    }

    @Test
    void manyThreadsWriteOneGoodChain() throws Exception {
        var path = directory.resolve("many.jsonl");
        var threads = 8;
        var each = 50;
        var start = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(threads);
        try (var writer = RecordingWriter.create(path)) {
            var running = new ArrayList<Future<?>>();
            for (var thread = 0; thread < threads; thread++) {
                var number = thread;
                running.add(pool.submit(() -> {
                    start.await();
                    for (var i = 0; i < each; i++) {
                        Episodes.dice(writer, number + "-" + i, i);
                    }
                    return null;
                }));
            }
            start.countDown();
            for (var future : running) {
                future.get(60, TimeUnit.SECONDS);
            }
            assertThat(writer.episodes()).isEqualTo(threads * each);
        } finally {
            pool.shutdownNow();
        }

        var recording = Recording.read(path);
        assertThat(recording.issues()).isEmpty();
        var ids = new HashSet<String>();
        recording.episodes().forEach(episode -> {
            assertThat(episode.json().steps()).hasSize(DiceWorld.ROLLS);
            ids.add(episode.episodeId());
        });
        assertThat(ids).hasSize(threads * each);
    }

    @Test
    void anInterruptedThreadWritesAndTheWriterGoesOn() {
        var path = directory.resolve("interrupted.jsonl");
        try (var writer = RecordingWriter.create(path)) {
            Thread.currentThread().interrupt();
            Episodes.dice(writer, "interrupted", 1);
            assertThat(Thread.interrupted()).isTrue();
            Episodes.dice(writer, "next", 1);
        }

        assertThat(Recording.read(path).episodes()).hasSize(2);
    }

    @Test
    void aSeedThatCouldNotBeReadBackIsNotWritten() {
        var provider = DiceWorld.provider();
        var path = directory.resolve("seed.jsonl");
        try (var writer = RecordingWriter.create(path)) {
            for (var digits : new int[] {1_001, 1_000}) {
                var episode = Trajectory.<DiceWorld.Guess, DiceWorld.Rolls>builder("dice", "1.0.0", "e")
                        .resetOptions(ResetOptions.defaults().withSeed(BigInteger.TEN.pow(digits - 1)))
                        .build();
                if (digits > 1_000) {
                    assertThatThrownBy(() -> writer.write(episode, provider)).hasMessageContaining("seed");
                } else {
                    writer.write(episode, provider);
                }
            }
        }
        assertThat(Recording.read(path).episodes()).hasSize(1);
    }
}
