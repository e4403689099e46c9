package dev.openenv.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.openenv.Blame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

    private static final Path FULL_DEVICE = Path.of("/dev/full");

    @TempDir
    private Path directory;

    @Test
    void aDeviceThatIsFullIsRefusedAtOnce() {
        assumeThat(Files.exists(FULL_DEVICE)).as("this system has /dev/full").isTrue();

        assertThatThrownBy(() -> RecordingWriter.replace(FULL_DEVICE))
                .isInstanceOfSatisfying(RecordingException.class, e -> {
                    assertThat(e.code()).isEqualTo("recording_not_written");
                    assertThat(e.blame()).isEqualTo(Blame.INFRASTRUCTURE);
                    assertThat(e.path()).contains(FULL_DEVICE);
                })
                .cause()
                .hasMessageContaining("No space left");
    }

    @Test
    void aDiskThatFillsUpKeepsTheEpisodesBefore() throws Exception {
        var disk = Files.createDirectory(directory.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=64k", "none", disk.toString()))
                .as("this user may mount a small file system")
                .isTrue();
        try {
            var path = disk.resolve("small.jsonl");
            var source = Recording.read(Episodes.dice(directory, 1)).episodes().get(0);
            RecordingException first = null;
            long written;
            try (var writer = RecordingWriter.create(path)) {
                while (first == null && writer.episodes() < 1_000) {
                    try {
                        writer.write(source);
                    } catch (RecordingException e) {
                        first = e;
                    }
                }
                written = writer.episodes();
                assertThat(first).isNotNull();
                assertThat(first.code()).isEqualTo("recording_not_written");
                assertThat(first).hasMessageContaining("No space left").hasMessageContaining("episode-0");
                assertThatThrownBy(() -> writer.write(source)).hasCause(first);
            }

            assertThat(written).isBetween(10L, 100L);
            var recording = Recording.read(path);
            assertThat(recording.episodes()).hasSize((int) written);
            assertThat(recording.issues()).isEmpty();
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
