package dev.openenv.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingReaderTest {

    @TempDir
    private Path directory;

    @Test
    void episodesComeOneByOneBeforeTheFirstBadLine() throws Exception {
        var lines = new ArrayList<>(Episodes.lines(Episodes.dice(directory, 3)));
        lines.set(9, lines.get(9).replace("false", "true"));
        var path = Episodes.file(directory, lines);

        try (var reader = RecordingReader.open(path)) {
            assertThat(reader.next()).map(RecordedEpisode::episodeId).contains("episode-0");
            assertThatThrownBy(reader::next).isInstanceOf(RecordingException.class);
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void aStreamIsInOrderAndStopsEarly() {
        var path = Episodes.dice(directory, 20);

        try (var episodes = Recording.stream(path)) {
            assertThat(episodes.limit(2).map(RecordedEpisode::episodeId)).containsExactly("episode-0", "episode-1");
        }
        try (var episodes = Recording.stream(path)) {
            assertThat(episodes.filter(e -> e.episodeId().equals("episode-7")).findFirst())
                    .isPresent();
        }
        try (var episodes = Recording.stream(path)) {
            assertThat(episodes.parallel().map(RecordedEpisode::line).toList())
                    .isSorted()
                    .hasSize(20);
        }
    }

    @Test
    void aReaderGivesNothingAfterClose() {
        var reader = RecordingReader.open(Episodes.dice(directory, 1));
        reader.close();
        reader.close();

        assertThat(reader.next()).isEmpty();
    }

    @Test
    void aFileThatIsBeingWrittenIsReadable() throws Exception {
        var whole = Files.readString(Episodes.dice(directory, 2));
        var path = Files.writeString(directory.resolve("growing.jsonl"), whole.substring(0, whole.length() - 300));

        assertThat(Recording.read(path).episodes()).hasSize(1);
    }

    @Test
    void linesAreCutRightWhereverTheBufferEnds() throws Exception {
        var lengths = List.of(0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 0, 3 << 16, 5);
        var text = new StringBuilder();
        for (var length : lengths) {
            text.append("x".repeat(length)).append('\n');
        }
        text.append("rest");
        var bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        for (var dribble : new int[] {1 << 20, 1 << 16, 7_001}) {
            var source = new LineSource(new FilterInputStream(new ByteArrayInputStream(bytes)) {
                @Override
                public int read(byte[] buffer, int from, int length) throws IOException {
                    return super.read(buffer, from, Math.min(length, dribble));
                }

                @Override
                public int read(byte[] buffer) throws IOException {
                    return read(buffer, 0, buffer.length);
                }
            });
            var offset = 0L;
            for (var length : lengths) {
                var line = source.next(1 << 20);
                assertThat(line.bytes).hasSize(length);
                assertThat(line.ended).isTrue();
                offset += length + 1;
                assertThat(line.nextOffset).isEqualTo(offset);
            }
            var rest = source.next(1 << 20);
            assertThat(new String(rest.bytes, StandardCharsets.US_ASCII)).isEqualTo("rest");
            assertThat(rest.ended).isFalse();
            assertThat(source.next(1 << 20)).isNull();
        }
    }

    @Test
    void aLineBeyondTheLimitIsRefused() throws Exception {
        var source = new LineSource(new ByteArrayInputStream("12345\n123456\n".getBytes(StandardCharsets.US_ASCII)));

        assertThat(source.next(5).bytes).hasSize(5);
        assertThatThrownBy(() -> source.next(5)).isInstanceOf(LineSource.LineTooLongException.class);
    }

    @Test
    void lenientReadingGoesOnBehindALineThatIsTooLong() throws Exception {
        var lines = new ArrayList<>(Episodes.lines(Episodes.dice(directory, 1)));
        lines.add(3, "x".repeat(200_000));
        var text = String.join("\n", lines) + "\n";
        var path = directory.resolve("long.jsonl");

        var issues = new Issues(path, false);
        var read = 0;
        try (var checked = lines(path, text, issues)) {
            checked.header();
            for (var line = checked.next(); line != null; line = checked.next()) {
                read++;
            }
            assertThat(checked.wholeUntil()).isEqualTo(text.length());
        }
        assertThat(read).isEqualTo(lines.size() - 2);
        assertThat(issues.all()).singleElement().satisfies(issue -> {
            assertThat(issue.kind()).isEqualTo(RecordingIssue.Kind.DAMAGED_LINE);
            assertThat(issue.line()).isEqualTo(4);
            assertThat(issue.message()).contains("longer than 100000 bytes");
        });

        try (var checked = lines(path, text, new Issues(path, true))) {
            checked.header();
            checked.next();
            checked.next();
            assertThatThrownBy(checked::next)
                    .isInstanceOf(RecordingException.class)
                    .hasMessageContaining("line 4");
        }
    }

    private static CheckedLines lines(Path path, String text, Issues issues) {
        return new CheckedLines(
                path, new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), issues, 100_000);
    }
}
