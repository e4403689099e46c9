package dev.openenv.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.codec.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three episodes of six lines each after the header; lines are counted from 1. */
class DamageTest {

    @TempDir
    private Path directory;

    private List<String> whole = List.of();

    @BeforeEach
    void record() throws Exception {
        whole = Episodes.lines(Episodes.dice(directory, 3));
        assertThat(whole).hasSize(1 + 3 * 6);
    }

    private Path changed(Consumer<List<String>> change) throws Exception {
        var lines = new ArrayList<>(whole);
        change.accept(lines);
        return Episodes.file(directory, lines);
    }

    private static void assertFirstBadLine(Path path, long line, RecordingIssue.Kind kind) {
        var thrown = catchThrowableOfType(RecordingException.class, () -> Recording.read(path));
        assertThat(thrown.code()).isEqualTo("recording_damaged");
        assertThat(thrown.line()).hasValue(line);
        assertThat(thrown.path()).contains(path);
        assertThat(thrown).hasMessageContaining("line " + line);
        var first = Recording.readLenient(path).issues().get(0);
        assertThat(first.kind()).isEqualTo(kind);
        assertThat(first.line()).isEqualTo(line);
    }

    @Test
    void anEditInAnyLineIsFoundThere() throws Exception {
        for (var i = 1; i < whole.size(); i++) {
            var at = i;
            var path = changed(lines -> {
                var line = JsonText.parse(lines.get(at));
                lines.set(at, JsonText.write(line.with("note", 1)));
            });
            assertFirstBadLine(path, i + 1, RecordingIssue.Kind.BROKEN_CHAIN);
        }
    }

    @Test
    void anEditedRewardIsFound() throws Exception {
        var path = changed(lines -> lines.set(3, lines.get(3).replaceFirst("\"reward\":[0-9.]+", "\"reward\":0.5")));
        assertFirstBadLine(path, 4, RecordingIssue.Kind.BROKEN_CHAIN);
    }

    @Test
    void anEditedHashIsFound() throws Exception {
        var path = changed(lines -> lines.set(
                3, lines.get(3).replaceFirst("\"hash\":\"[0-9a-f]{64}\"", "\"hash\":\"" + "0".repeat(64) + "\"")));
        assertFirstBadLine(path, 4, RecordingIssue.Kind.BROKEN_CHAIN);
    }

    @Test
    void aLineWithoutHashIsFound() throws Exception {
        var path = changed(lines ->
                lines.set(3, JsonText.write(JsonText.parse(lines.get(3)).without("hash"))));
        assertFirstBadLine(path, 4, RecordingIssue.Kind.BROKEN_CHAIN);
    }

    @Test
    void spacesAndTheOrderOfNamesMayChange() throws Exception {
        var path = changed(lines -> lines.replaceAll(line -> {
            var json = JsonText.parse(line);
            return " " + JsonText.canonical(json).replace("\"hash\":", "\"hash\" : ") + "\r";
        }));
        assertThat(Recording.read(path).episodes()).hasSize(3);
        assertThat(Recording.read(path).issues()).isEmpty();
    }

    @Test
    void swappedLinesAreFound() throws Exception {
        var path = changed(lines -> Collections.swap(lines, 3, 4));
        assertFirstBadLine(path, 4, RecordingIssue.Kind.BROKEN_CHAIN);
    }

    @Test
    void swappedEpisodesAreFound() throws Exception {
        var path = changed(lines -> Collections.rotate(lines.subList(1, 13), 6));
        assertFirstBadLine(path, 2, RecordingIssue.Kind.BROKEN_CHAIN);
    }

    @Test
    void aDeletedLineIsFoundBehindTheGap() throws Exception {
        for (var i = 1; i < whole.size() - 1; i++) {
            var at = i;
            assertFirstBadLine(changed(lines -> lines.remove(at)), i + 1, RecordingIssue.Kind.BROKEN_CHAIN);
        }
    }

    @Test
    void anInsertedLineIsFound() throws Exception {
        var path = changed(lines -> lines.add(5, lines.get(4)));
        assertFirstBadLine(path, 6, RecordingIssue.Kind.BROKEN_CHAIN);
    }

    @Test
    void aSecondHeaderIsFound() throws Exception {
        var path = changed(lines -> lines.addAll(List.copyOf(lines)));
        assertFirstBadLine(path, whole.size() + 1, RecordingIssue.Kind.BROKEN_CHAIN);
        assertThatThrownBy(() -> Recording.read(path)).hasMessageContaining("second recording");
    }

    @Test
    void aLineThatIsNotJsonIsFound() throws Exception {
        var path = changed(lines -> lines.set(4, lines.get(4).substring(10)));
        assertFirstBadLine(path, 5, RecordingIssue.Kind.DAMAGED_LINE);
    }

    @Test
    void lenientReadingGoesOnBehindTheDamage() throws Exception {
        var path = changed(lines -> lines.set(9, lines.get(9).replace("\"reward\":", "\"rewart\":")));

        var recording = Recording.readLenient(path);

        assertThat(recording.issues())
                .singleElement()
                .extracting(RecordingIssue::line)
                .isEqualTo(10L);
        assertThat(recording.episodes()).extracting(RecordedEpisode::intact).containsExactly(true, false, true);
    }

    @Test
    void lenientReadingGoesOnBehindALineThatIsNotJson() throws Exception {
        var path = changed(lines -> lines.set(10, "what?"));

        var recording = Recording.readLenient(path);

        assertThat(recording.issues())
                .extracting(RecordingIssue::kind)
                .containsExactly(RecordingIssue.Kind.DAMAGED_LINE, RecordingIssue.Kind.OUT_OF_PLACE);
        assertThat(recording.episodes()).extracting(RecordedEpisode::intact).containsExactly(true, false, true);
    }

    @Test
    void anEpisodeWithALineThatIsNotJsonInItIsNotIntact() throws Exception {
        var path = changed(lines -> lines.add(10, "what?"));

        var recording = Recording.readLenient(path);

        assertThat(recording.issues())
                .singleElement()
                .extracting(RecordingIssue::line)
                .isEqualTo(11L);
        assertThat(recording.episodes()).extracting(RecordedEpisode::intact).containsExactly(true, false, true);
    }

    @Test
    void anEpisodeWhoseFirstLineIsDamagedIsNotIntact() throws Exception {
        var path = changed(lines -> lines.set(7, lines.get(7).replace("\"agent\":\"agent\"", "\"agent\":\"other\"")));

        assertThat(Recording.readLenient(path).episodes())
                .extracting(RecordedEpisode::intact)
                .containsExactly(true, false, true);
    }

    @Test
    void linesOfAGoodChainInTheWrongPlaceAreFound() throws Exception {
        for (var kinds : List.of(List.of("reset"), List.of("step"), List.of("end"))) {
            var chain = new HashChain();
            var lines = new ArrayList<String>();
            lines.add(hashed(chain, JsonText.write(RecordingFormat.header())));
            for (var kind : kinds) {
                lines.add(hashed(chain, "{\"line\":\"" + kind + "\"}"));
            }
            assertFirstBadLine(Episodes.file(directory, lines), 2, RecordingIssue.Kind.OUT_OF_PLACE);
        }
    }

    @Test
    void aFieldOfTheWrongTypeInAGoodChainIsNamed() throws Exception {
        var chain = new HashChain();
        var lines = new ArrayList<String>();
        for (var line : whole.subList(0, 7)) {
            var json = JsonText.parse(line).without("hash");
            json = json.has("total_reward") ? json.with("outcome", "won") : json;
            lines.add(hashed(chain, JsonText.write(json)));
        }
        var path = Episodes.file(directory, lines);

        assertFirstBadLine(path, 7, RecordingIssue.Kind.DAMAGED_LINE);
        assertThatThrownBy(() -> Recording.read(path))
                .hasMessageContaining("'outcome'")
                .hasMessageContaining("won");
    }

    @Test
    void fieldsThatAreNotKnownAreIgnored() throws Exception {
        var chain = new HashChain();
        var lines = whole.stream()
                .map(line -> hashed(
                        chain,
                        JsonText.write(JsonText.parse(line).without("hash").with("later", 1))))
                .toList();

        assertThat(Recording.read(Episodes.file(directory, lines)).episodes()).hasSize(3);
    }

    @Test
    void linesOfAKindThatIsNotKnownAreIgnoredButStandInTheChain() throws Exception {
        var lines = new ArrayList<String>();
        for (var line : whole) {
            lines.add(line);
            lines.add("{\"line\":\"spell\",\"words\":\"abracadabra\"}");
        }
        var path = Episodes.chained(directory, lines);
        assertThat(Recording.read(path).episodes())
                .hasSize(3)
                .allMatch(RecordedEpisode::intact)
                .allSatisfy(episode -> assertThat(episode.json().steps()).hasSize(3));

        var changed = new ArrayList<>(Episodes.lines(path));
        changed.set(5, changed.get(5).replace("abra", "cadabra"));
        assertFirstBadLine(Episodes.file(directory, changed), 6, RecordingIssue.Kind.BROKEN_CHAIN);
    }

    @Test
    void aSeedOfMoreDigitsThanAreReadIsNamed() throws Exception {
        var lines = new ArrayList<>(whole);
        lines.set(1, lines.get(1).replace("\"seed\":\"0\"", "\"seed\":\"" + "9".repeat(1_001) + "\""));
        var path = Episodes.chained(directory, lines);

        assertFirstBadLine(path, 2, RecordingIssue.Kind.DAMAGED_LINE);
        assertThatThrownBy(() -> Recording.read(path))
                .hasMessageContaining("'seed'")
                .hasMessageContaining("1000 characters");
    }

    private static String hashed(HashChain chain, String line) {
        var json = JsonText.parse(line);
        return JsonText.write(json.with("hash", chain.next(JsonText.canonical(json))));
    }

    @Test
    void anotherVersionIsRefusedNamingBoth() throws Exception {
        var path = changed(lines -> lines.set(0, lines.get(0).replace("\"version\":1", "\"version\":7")));

        for (var open : List.<Consumer<Path>>of(Recording::read, Recording::readLenient, RecordingWriter::append)) {
            assertThatThrownBy(() -> open.accept(path))
                    .isInstanceOf(RecordingException.class)
                    .hasMessageContaining("version 7")
                    .hasMessageContaining("version 1")
                    .extracting(Episodes::code)
                    .isEqualTo("recording_version");
        }
    }

    @Test
    void anotherKindOfFileIsRefused() throws Exception {
        var path = directory.resolve("notes.txt");
        for (var content : List.of("Dear diary,\nnothing.\n", "{\"a\":1}\n", "[1]", "\n", "x".repeat(100_000))) {
            Files.writeString(path, content);
            for (var open : List.<Consumer<Path>>of(Recording::read, Recording::readLenient, RecordingWriter::append)) {
                assertThatThrownBy(() -> open.accept(path))
                        .as(content)
                        .isInstanceOf(RecordingException.class)
                        .extracting(Episodes::code)
                        .isEqualTo("not_a_recording");
            }
            assertThat(path).hasContent(content);
        }
    }

    @Test
    void anEmptyFileAndAMissingOneAreToldApart() throws Exception {
        var path = Files.createFile(directory.resolve("empty.jsonl"));

        assertThatThrownBy(() -> Recording.read(path))
                .extracting(Episodes::code)
                .isEqualTo("recording_empty");
        assertThatThrownBy(() -> Recording.read(directory.resolve("none.jsonl")))
                .hasMessageContaining("no such file")
                .extracting(Episodes::code)
                .isEqualTo("recording_not_read");
        assertThatThrownBy(() -> Recording.read(directory))
                .extracting(Episodes::code)
                .isEqualTo("recording_not_read");
    }

    @Test
    void aTornLastLineIsToleratedWhereverItIsTorn() throws Exception {
        var bytes = Files.readAllBytes(Episodes.dice(directory, 2));
        var last = new String(bytes, 0, bytes.length - 1, StandardCharsets.ISO_8859_1).lastIndexOf('\n') + 1;
        var path = directory.resolve("torn.jsonl");

        for (var length : IntStream.range(last, bytes.length - 1).toArray()) {
            Files.write(path, Arrays.copyOf(bytes, length));
            var recording = Recording.read(path);
            assertThat(recording.episodes()).hasSize(1);
            assertThat(recording.incomplete()).hasSize(1);
            assertThat(recording.incomplete().get(0).complete()).isFalse();
            assertThat(recording.incomplete().get(0).json().steps()).hasSize(3);
            assertThat(recording.issues()).allMatch(RecordingIssue::tolerated);
            assertThat(recording.issues()).hasSize(length == last ? 1 : 2);
        }
        Files.write(path, Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(Recording.read(path).episodes())
                .as("only the line break is missing")
                .hasSize(2);
        assertThat(Recording.read(path).issues()).isEmpty();
    }

    @Test
    void aFileCutAnywhereGivesTheEpisodesBeforeTheCut() throws Exception {
        var bytes = Files.readAllBytes(Episodes.dice(directory, 2));
        var header = whole.get(0).length();
        var path = directory.resolve("cut.jsonl");

        for (var length = 1; length < bytes.length; length += 7) {
            Files.write(path, Arrays.copyOf(bytes, length));
            if (length < header) {
                assertThatThrownBy(() -> Recording.read(path))
                        .extracting(Episodes::code)
                        .isEqualTo("recording_empty");
            } else {
                assertThat(Recording.read(path).issues()).allMatch(RecordingIssue::tolerated);
            }
        }
    }
}
