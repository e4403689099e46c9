package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void recordThreeEpisodes() {
        var run = CommandRun.with(
                Counter.catalog(1),
                "run",
                "counter",
                "--agent",
                "steady",
                "--parallel",
                "1",
                "--out",
                folder.resolve("run").toString());
        assertThat(run.code()).as(run.err()).isZero();
        file = folder.resolve("run/episodes.jsonl");
    }

    @Test
    void theSameWorldGivesTheSame() {
        var run = replay(1);

        assertThat(run.code()).isZero();
        assertThat(run.out()).containsPattern("(?m)^counter +3 +0 +0 +0$").contains("chain of hashes: whole");
    }

    @Test
    void anotherWorldDivergesAtANamedPlace() {
        var run = replay(2);

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .containsPattern("(?m)^counter +0 +3 +0 +0$")
                .contains(
                        "first divergence of counter: episode steady/count-0/0, step 0, /observation/total: expected 5,"
                                + " got 10");
    }

    @Test
    void oneEpisodeCanBeChosen() {
        assertThat(replay(1, "--episode", "steady/count-1/0").out()).containsPattern("(?m)^counter +1 +0 +0 +0$");

        var missing = replay(1, "--episode", "steady/count-9/0");
        assertThat(missing.code()).isEqualTo(ExitCode.USAGE);
        assertThat(missing.err()).contains("no episode is called 'steady/count-9/0'");
    }

    @Test
    void anEnvironmentThatIsNotThereIsSkippedAndThatIsNoSuccess() {
        var run = CommandRun.of("replay", file.toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).containsPattern("(?m)^counter +0 +0 +3 +0 +not in the catalogue; OPENENV_CLASSPATH");
    }

    @Test
    void aChangedLineBreaksTheChain() throws IOException {
        var text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("\"duration_ms\":\\d+", "\"duration_ms\":123456"));
        assertThat(Files.readString(file)).isNotEqualTo(text);

        var run = replay(1);

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .contains("damaged: line ", "chain of hashes: broken")
                .containsPattern("counter +2 +0 +0 +1");
    }

    @Test
    void aTornLastLineIsSaidAndIsNoFailure() throws IOException {
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 30));

        var run = replay(1);

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .contains("note: line ", "was not written to its end")
                .contains("chain of hashes: whole");
    }

    @Test
    void whatIsNoRecordingCannotBeReplayed() throws IOException {
        var text = Files.writeString(folder.resolve("text"), "hello\n");
        for (var path : new Path[] {text, folder.resolve("missing"), folder}) {
            var run = CommandRun.of("replay", path.toString());
            assertThat(run.code()).isEqualTo(ExitCode.CANNOT_RUN);
            assertThat(run.err().lines()).singleElement().asString().contains(path.toString());
        }
    }

    private CommandRun replay(int stride, String... more) {
        var arguments = new ArrayList<>(List.of("replay", file.toString()));
        arguments.addAll(List.of(more));
        return CommandRun.with(Counter.catalog(stride), "", arguments);
    }
}
