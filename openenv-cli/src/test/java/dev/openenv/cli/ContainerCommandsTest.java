package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.openenv.docker.DockerEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code build}, {@code run --image}, {@code ps}, {@code reap} and the demo in containers. */
@Timeout(300)
@Tag("docker-slow")
class ContainerCommandsTest {

    private static final String TAG = "openenv-test-cli:1";

    @TempDir
    private Path folder;

    private static void anEngineAnswers() {
        var engine = DockerEngine.usual();
        if (Boolean.getBoolean("openenv.require.docker")) {
            assertThat(engine.answers()).as("a Docker engine answers").isTrue();
        }
        assumeTrue(engine.answers(), "no Docker engine answers at " + engine.host());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "an image is made from this machine's runtime")
    void archivesAndPackagesAreWrittenWithoutAnEngine() {
        var archive = folder.resolve("image.tar");
        var built = CommandRun.of(
                "build",
                "maze",
                "--tag",
                "guess:7",
                "--output",
                archive.toString(),
                "--package",
                folder.resolve("package").toString());

        assertThat(built.code()).as(built.err()).isZero();
        assertThat(built.out()).containsPattern("(?m)^guess:7  sha256:[0-9a-f]{64}  \\d+ MiB  in .*image\\.tar$");
        assertThat(archive).isNotEmptyFile();
        assertThat(folder.resolve("package/openenv.yaml")).content().contains("name: \"maze\"", "no-network");
        assertThat(folder.resolve("package/Dockerfile"))
                .content()
                .startsWith("FROM scratch\nADD image/layer-1.tar.gz /");
        assertThat(folder.resolve("package/validation/runtime.json")).content().contains("\"seed\":42");
        assertThat(folder.resolve("package/image/layer-4.tar.gz")).isNotEmptyFile();
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        var tag = CommandRun.of("build", "word-game", "--tag", "Not A Tag");
        assertThat(tag.code()).isEqualTo(ExitCode.USAGE);
        assertThat(tag.err()).contains("Not A Tag");

        var unknown = CommandRun.of("build", "moon-landing");
        assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("moon-landing");

        var agent = CommandRun.of("build", "word-game", "--package", folder.toString(), "--agent", "nobody");
        assertThat(agent.code()).isEqualTo(ExitCode.USAGE);
        assertThat(agent.err()).contains("nobody");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anImageIsBuiltAndPlayed() throws Exception {
        anEngineAnswers();
        var built = CommandRun.of("build", "word-game", "--tag", TAG);
        assertThat(built.code()).as(built.err()).isZero();
        assertThat(built.out()).startsWith(TAG);

        var out = folder.resolve("run");
        var run = CommandRun.of(
                "run", "word-game", "--agent", "simple", "--tasks", "3", "--image", TAG, "--out", out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("(?m)^simple +3 +3 ");
        assertThat(Files.readString(out.resolve("episodes.jsonl"))).contains("word-2");

        assertThat(CommandRun.of("ps").out())
                .contains("Container", "Left behind")
                .doesNotContain("test-cli");
        assertThat(CommandRun.of("reap").code()).isZero();
    }

    @Test
    void aMissingImageIsToldInOneLine() {
        anEngineAnswers();
        var out = folder.resolve("run").toString();
        var run = CommandRun.of(
                "run", "word-game", "--agent", "simple", "--tasks", "1", "--image", "no:such", "--out", out);

        assertThat(run.code()).isNotZero();
        assertThat(run.err() + run.out()).contains("no image no:such");
    }

    @Test
    void theDemoPlaysTheSameGamesInContainers() {
        anEngineAnswers();
        var run = CommandRun.of(
                "demo", "--out", folder.resolve("out").toString(), "--where", "here,container", "--tasks", "3");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("the same 6 games, guess by guess, as in this process")
                .containsPattern("(?m)^information \\(container\\) +word-game \\S+ +3 +3 ");
    }
}
