package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.recording.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own. */
@Timeout(120)
class ProcessTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void bash() {
        ProcessRun.bash();
    }

    @Test
    void ctrlCInTheDemoSavesWhatIsDone() throws IOException, InterruptedException {
        try (var demo = start("demo", "--parallel", "1", "--where", "here,wire")) {
            demo.awaitLine("simple: 25 of 100 played");
            demo.interrupt();

            assertThat(demo.exitCode()).as("%s", demo.lines()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(demo.lines())
                    .contains("Interrupted: what was done until then is saved.")
                    .endsWith("episodes: openenv-runs/demo/episodes.jsonl", "report:   openenv-runs/demo/report.html");
        }
        var recording = Recording.read(folder.resolve("openenv-runs/demo/episodes.jsonl"));
        assertThat(recording.issues()).isEmpty();
        assertThat(recording.episodes()).hasSizeBetween(25, 199);
        assertThat(folder.resolve("openenv-runs/demo/report.html")).content().contains("simple/word-0/0", "</html>");
    }

    @Test
    void ctrlCAtThePromptSavesTheEpisode() throws IOException, InterruptedException {
        try (var play = start("play", "word-game", "--record", "one.jsonl")) {
            play.awaitLine("Type the word");
            play.interrupt();

            assertThat(play.exitCode()).as("%s", play.lines()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(play.lines()).endsWith("recorded: one.jsonl");
        }
        assertThat(Recording.read(folder.resolve("one.jsonl")).episodes()).hasSize(1);
    }

    @Test
    void withoutPythonTheDemoPlaysTheRestAndSaysWhy() throws IOException, InterruptedException {
        var environment = Map.of("OPENENV_PYTHON", "no-such-python", "XDG_CACHE_HOME", folder.toString());
        try (var demo = start(environment, "demo", "--tasks", "2", "--where", "here,python")) {
            assertThat(demo.exitCode()).as("%s", demo.lines()).isZero();
            assertThat(demo.lines())
                    .contains("left out: there is no Python 3.10 or newer with venv (OPENENV_PYTHON names one)");
        }
    }

    @Test
    void aRunWithoutAFolderNeverReplacesAnEarlierOne() throws IOException, InterruptedException {
        for (var name : List.of("echo", "echo-2", "echo-3")) {
            try (var run = start("run", "echo", "--agent", "caller", "--tasks", "1")) {
                assertThat(run.exitCode()).as("%s", run.lines()).isZero();
                assertThat(run.lines()).endsWith("report:   openenv-runs/" + name + "/report.html");
            }
        }
    }

    @Test
    void aCatalogueThatDoesNotLoadIsSaidInOneLine() throws IOException, InterruptedException {
        var services = Files.createDirectories(folder.resolve("jar/META-INF/services"));
        Files.writeString(services.resolve("dev.openenv.EnvironmentCatalog"), "no.such.Catalogue\n");

        try (var list = start("list")) {
            assertThat(list.exitCode()).isEqualTo(ExitCode.CANNOT_RUN);
            assertThat(list.lines()).singleElement().asString().contains("no.such.Catalogue");
        }
    }

    private ProcessRun start(String... arguments) throws IOException, InterruptedException {
        return start(Map.of(), arguments);
    }

    private ProcessRun start(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path") + ":" + folder.resolve("jar"),
                "dev.openenv.cli.OpenEnvCommand"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(ProcessRun.hearingInterrupts(command)).directory(folder.toFile());
        builder.environment().putAll(environment);
        return ProcessRun.start(builder);
    }
}
