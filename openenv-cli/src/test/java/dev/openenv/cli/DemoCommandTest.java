package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.recording.RecordedEpisode;
import dev.openenv.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir
    private Path folder;

    @Test
    void playsBothAgentsAndNamesBothFilesInTheLastLines() throws IOException {
        var run = demo("out", "--tasks", "6");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        var episodes = folder.resolve("out/episodes.jsonl");
        var report = folder.resolve("out/report.html");
        assertThat(run.lines()).endsWith("episodes: " + episodes, "report:   " + report);
        assertThat(run.out())
                .doesNotContain("Over the wire", "From Python", "In containers")
                .contains("simple: playing 6 episodes", "information: 6 of 6 played, 6 solved")
                .containsPattern(
                        "(?m)^Agent +Environment +Tasks +Solved .*Mean reward \\(95 %\\) +Mean steps +Steps/s.* Errors$")
                .containsPattern("(?m)^information +word-game \\S+ +6 +6 ")
                .containsPattern("(?m)^code +ticket-desk \\S+ +6 +6 .* 1\\.00 ")
                .containsPattern("(?m)^tools +ticket-desk \\S+ +6 +6 .* 2\\.00 ");
        assertThat(Recording.read(episodes).episodes())
                .hasSize(24)
                .filteredOn(episode -> episode.json().initialDrawing().isPresent())
                .hasSize(12);
        assertThat(Files.readString(report))
                .startsWithIgnoringCase("<!doctype html>")
                .contains("information");
    }

    @Test
    void playsTheSameGamesOverTheWire() {
        var run = CommandRun.of(
                "demo", "--out", folder.resolve("out").toString(), "--where", "here,wire", "--tasks", "6");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("the same 12 games, guess by guess, as in this process")
                .containsPattern("(?m)^information \\(wire\\) +word-game \\S+ +6 +6 ");
        assertThat(Recording.read(folder.resolve("out/episodes.jsonl")).episodes())
                .hasSize(36);
    }

    @Test
    void theServerAloneIsEnough() {
        var run = CommandRun.of(
                "demo", "--out", folder.resolve("out").toString(), "--where", "wire", "--tasks", "2", "--seed", "3");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("simple (wire)").doesNotContain("In this process", "the same");
    }

    @Test
    void anUnknownHomeIsRefused() {
        var run = demo("out", "--where", "moon");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("moon", "here", "wire", "python");
    }

    @Test
    void aSecondRunReplacesTheFirst() {
        demo("out", "--tasks", "3");
        demo("out", "--tasks", "1");

        assertThat(Recording.read(folder.resolve("out/episodes.jsonl")).episodes())
                .hasSize(4);
    }

    @Test
    void theSameSeedPlaysTheSameWordsAndAnotherOneOthers() {
        demo("a", "--tasks", "3", "--seed", "5");
        demo("b", "--tasks", "3", "--seed", "5", "--parallel", "1");
        demo("c", "--tasks", "3", "--seed", "6");
        demo("d", "--tasks", "3");

        assertThat(steps("a")).isEqualTo(steps("b")).isNotEqualTo(steps("c")).isNotEqualTo(steps("d"));
    }

    @Test
    void progressIsABarOnATerminal() {
        var run = CommandRun.onTerminal(
                100,
                "demo",
                "--tasks",
                "2",
                "--where",
                "here",
                "--out",
                folder.resolve("out").toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("\rsimple ", "2/2", "2 solved").doesNotContain("2 of 2 played");
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidBeforeAnythingIsPlayed() throws IOException {
        Files.writeString(folder.resolve("file"), "in the way");

        var run = demo("file/below");

        assertThat(run.code()).isEqualTo(ExitCode.CANNOT_RUN);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().contains("cannot write", "file/below", "--out");
    }

    @Test
    void aFolderInPlaceOfAFileIsSaidBeforeAnythingIsPlayed() throws IOException {
        Files.createDirectories(folder.resolve("a/episodes.jsonl"));
        Files.createDirectories(folder.resolve("b/report.html"));

        for (var out : List.of("a", "b")) {
            var run = demo(out);
            assertThat(run.code()).isEqualTo(ExitCode.CANNOT_RUN);
            assertThat(run.out()).isEmpty();
            assertThat(run.err().lines()).hasSize(1);
        }
    }

    @Test
    void numbersBelowOneAreRefused() {
        for (var option : List.of("--tasks", "--parallel")) {
            var run = demo("out", option, "0");
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains(option + " must be at least 1, got 0");
        }
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private CommandRun demo(String out, String... more) {
        var arguments =
                new ArrayList<>(List.of("demo", "--out", folder.resolve(out).toString(), "--where", "here"));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private List<String> steps(String out) {
        return Recording.read(folder.resolve(out).resolve("episodes.jsonl")).episodes().stream()
                .sorted(Comparator.comparing(RecordedEpisode::episodeId))
                .map(episode -> episode.json().steps().toString())
                .toList();
    }
}
