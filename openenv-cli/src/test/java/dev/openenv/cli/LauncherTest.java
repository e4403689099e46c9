package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher at the root of the repository, with a Java and a Maven that only say that they were called. */
@Timeout(120)
class LauncherTest {

    private static final List<String> TOOLS = List.of(
            "bash",
            "cat",
            "cut",
            "dirname",
            "env",
            "find",
            "flock",
            "grep",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "stty",
            "touch");

    @TempDir
    private Path folder;

    private Path home = Path.of("");
    private Path bin = Path.of("");

    @BeforeAll
    static void bash() {
        ProcessRun.bash();
    }

    @BeforeEach
    void checkout() throws IOException {
        home = Files.createDirectories(folder.resolve("my checkout"));
        bin = Files.createDirectories(folder.resolve("bin"));
        Files.copy(Path.of("..", "openenv"), home.resolve("openenv"));
        Files.writeString(home.resolve("pom.xml"), "");
        for (var module : List.of(
                "openenv-api",
                "openenv-core",
                "openenv-python",
                "openenv-environments",
                "openenv-report",
                "openenv-conformance",
                "openenv-server",
                "openenv-metrics",
                "openenv-docker",
                "openenv-image",
                "openenv-cli")) {
            Files.createDirectories(home.resolve(module).resolve("src/main/java"));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "");
            Files.writeString(home.resolve(module).resolve("src/main/java/A.java"), "");
        }
        for (var tool : TOOLS) {
            var path = List.of("/bin", "/usr/bin").stream()
                    .map(place -> Path.of(place, tool))
                    .filter(Files::isExecutable)
                    .findFirst();
            if (path.isPresent()) {
                program(tool, "exec " + path.get() + " \"$@\"");
            }
        }
        program(
                "java",
                """
                case $1 in
                  -version) echo 'openjdk version "17.0.1" 2021-10-19' >&2 ;;
                  --list-modules) echo java.base@17; echo jdk.compiler@17 ;;
                  *) echo "java $*"; exit 42 ;;
                esac
                """);
        program(
                "mvn",
                """
                case $1 in
                  -v) echo "Apache Maven 3.9.1 (x)" ;;
                  *) echo "$PWD" >>"%s"; sleep 0.3 ;;
                esac
                """
                        .formatted(folder.resolve("builds")));
    }

    @Test
    void itBuildsOnceAndPassesArgumentsAndExitCodeOn() throws IOException, InterruptedException {
        assertThat(launch("list", "a b"))
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0)).contains("building"))
                .satisfies(lines -> assertThat(lines.get(1))
                        .startsWith("java ")
                        .contains(home.resolve("openenv-cli/target/classes").toString())
                        .endsWith("dev.openenv.cli.OpenEnvCommand list a b"));
        assertThat(launch("list")).hasSize(1);
        assertThat(builds()).containsExactly(home.toRealPath().toString());
    }

    @Test
    void itBuildsAgainWhenAFileIsNewChangedOrDeleted() throws IOException, InterruptedException {
        var source = home.resolve("openenv-core/src/main/java/B.java");
        launch();
        Files.writeString(source, "new");
        launch();
        Files.writeString(source, "changed");
        launch();
        Files.delete(source);
        launch();
        launch();

        assertThat(builds()).hasSize(4);
    }

    @Test
    void itRunsThroughALinkFromAnotherFolder() throws IOException, InterruptedException {
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("my checkout/openenv"));
        var second = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("d")).resolve("oe"), link);

        assertThat(launch(second, folder))
                .last()
                .asString()
                .contains(home.resolve("openenv-cli").toString());
        assertThat(builds()).containsExactly(home.toRealPath().toString());
    }

    @Test
    void twoAtTheSameTimeBuildOnce() throws IOException, InterruptedException {
        try (var first = start(home.resolve("openenv"), folder);
                var second = start(home.resolve("openenv"), folder)) {
            assertThat(first.exitCode()).isEqualTo(42);
            assertThat(second.exitCode()).isEqualTo(42);
        }
        assertThat(builds()).hasSize(1);
    }

    @Test
    void twoAtTheSameTimeBuildOnceWithoutFlock() throws IOException, InterruptedException {
        Files.deleteIfExists(bin.resolve("flock"));
        twoAtTheSameTimeBuildOnce();
        assertThat(home.resolve("openenv-cli/target/openenv-locked")).doesNotExist();
    }

    @Test
    void itSaysWhatIsMissing() throws IOException, InterruptedException {
        Files.delete(bin.resolve("mvn"));
        refuses("Maven is not there: install Maven, 3.8 or newer");
        program("mvn", "echo 'Apache Maven 3.6.3 (x)'");
        refuses("Maven 3.6 is too old: install Maven, 3.8 or newer");
        program("java", "if [ $1 = -version ]; then echo 'openjdk version \"17.0.1\"' >&2; else echo java.base@17; fi");
        refuses("this Java has no compiler: install a JDK");
        program("java", "echo 'java version \"1.8.0_292\"' >&2");
        refuses("Java 1 is too old: install a JDK, 17 or newer");
        Files.delete(bin.resolve("java"));
        refuses("Java is not there: install a JDK, 17 or newer");
        assertThat(folder.resolve("builds")).doesNotExist();
    }

    @Test
    void aBuildThatFailsIsSaidAndTriedAgain() throws IOException, InterruptedException {
        program("mvn", "case $1 in -v) echo 'Apache Maven 4.0.0' ;; *) echo '[ERROR] no such symbol'; exit 1 ;; esac");

        for (var i = 0; i < 2; i++) {
            try (var run = start(home.resolve("openenv"), folder)) {
                assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT_RUN);
                assertThat(run.lines())
                        .hasSize(3)
                        .contains("no such symbol")
                        .last()
                        .asString()
                        .contains("openenv-build.log");
            }
        }
    }

    @Test
    void jarsOfAUserAreOnTheClassPath() throws IOException, InterruptedException {
        var builder = builder(home.resolve("openenv"), folder);
        builder.environment().put("OPENENV_CLASSPATH", "/my/worlds.jar");

        try (var run = ProcessRun.start(builder)) {
            run.exitCode();
            assertThat(run.lines()).last().asString().contains("/target/classes:/my/worlds.jar dev.openenv.cli");
        }
    }

    private void refuses(String message) throws IOException, InterruptedException {
        try (var run = start(home.resolve("openenv"), folder)) {
            assertThat(run.exitCode()).as("%s", run.lines()).isEqualTo(ExitCode.CANNOT_RUN);
            assertThat(run.lines()).singleElement().asString().startsWith("openenv: " + message);
        }
    }

    private List<String> launch(String... arguments) throws IOException, InterruptedException {
        return launch(home.resolve("openenv"), home, arguments);
    }

    private List<String> launch(Path launcher, Path from, String... arguments)
            throws IOException, InterruptedException {
        try (var run = start(launcher, from, arguments)) {
            assertThat(run.exitCode()).as("%s", run.lines()).isEqualTo(42);
            return run.lines();
        }
    }

    private ProcessRun start(Path launcher, Path from, String... arguments) throws IOException {
        return ProcessRun.start(builder(launcher, from, arguments));
    }

    private ProcessBuilder builder(Path launcher, Path from, String... arguments) {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(from.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        return builder;
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds"));
    }

    private void program(String name, String body) throws IOException {
        var file = bin.resolve(name);
        Files.writeString(file, "#!" + ProcessRun.bash() + "\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
