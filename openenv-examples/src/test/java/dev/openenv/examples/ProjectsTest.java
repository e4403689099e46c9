package dev.openenv.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project in {@code projects/desk-assistant} depends on artifacts as they are installed. It prints what its readme says,
 * first with the mistake that the readme begins with, then without.
 */
@Timeout(600)
class ProjectsTest {

    private static final Path PROJECT = Path.of("projects/desk-assistant");
    private static final Path README = PROJECT.resolve("README.md");
    private static final String GROUP = "dev/openenv";
    private static final List<String> ARTIFACTS = List.of(
            "openenv-api", "openenv-core", "openenv-python", "openenv-environments", "openenv-report", "openenv-junit");

    /** What Maven prints, and how it ended. */
    private record Built(int exit, String printed) {}

    @TempDir
    private Path folder;

    private Path project;
    private Path repository;

    @BeforeEach
    void installAndCopy() throws IOException {
        assumeTrue(maven().isPresent(), "there is no mvn on the path");
        project = folder.resolve("project");
        repository = folder.resolve("repository");
        copy(PROJECT, project);
        install("openenv-parent", Path.of("../pom.xml"), Optional.empty());
        install("openenv-bom", Path.of("../openenv-bom/pom.xml"), Optional.empty());
        for (var artifact : ARTIFACTS) {
            install(artifact, Path.of("..", artifact, "pom.xml"), Optional.of(classes(artifact)));
        }
    }

    @Test
    void theProjectIsRedAndThenGreenAsItsReadmeTells() throws Exception {
        var agent = project.resolve("src/main/java/com/example/desk/DeskAssistant.java");
        var mended = Files.readString(agent);
        Files.writeString(agent, beforeType(mended) + ShownText.block(README, "java", 0));
        var red = mavenTest();

        assertThat(red.exit()).isNotZero();
        assertThat(red.printed()).containsPattern(ShownText.pattern(README, 0));

        Files.writeString(agent, mended);
        var green = mavenTest();

        assertThat(green.printed()).containsPattern(ShownText.pattern(README, 1));
        assertThat(green.exit()).isZero();
    }

    private static String beforeType(String source) {
        return source.substring(0, source.indexOf("/**"));
    }

    private Built mavenTest() throws Exception {
        var printed = folder.resolve("printed.txt");
        var settings = Files.writeString(
                folder.resolve("settings.xml"),
                "<settings><mirrors><mirror><id>here</id><mirrorOf>*</mirrorOf><url>"
                        + downloaded().toUri() + "</url></mirror></mirrors></settings>");
        var builder = new ProcessBuilder(
                        maven().orElseThrow(),
                        "-B",
                        "-ntp",
                        "-s",
                        settings.toString(),
                        "-gs",
                        settings.toString(),
                        "-Dmaven.repo.local=" + repository,
                        "test")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as("Maven comes to an end")
                    .isTrue();
            return new Built(
                    process.exitValue(),
                    Files.readString(printed).lines().map(String::stripTrailing).collect(Collectors.joining("\n")));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Where this build has what others published: another build takes it from there and needs no network. */
    private static Path downloaded() {
        return Path.of(System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository"));
    }

    private static Optional<String> maven() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(path -> Path.of(path, "mvn"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** The jar or the folder of classes that this test itself runs with. */
    private static Path classes(String artifact) {
        var target = File.separator + artifact + File.separator + "target" + File.separator;
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains(target) && !entry.contains("test"))
                .map(Path::of)
                .findFirst()
                .orElseThrow(() -> new AssertionError(artifact + " is not on the class path"));
    }

    private void install(String artifact, Path pom, Optional<Path> classes) throws IOException {
        var version = "0.1.0-SNAPSHOT";
        var there = Files.createDirectories(
                repository.resolve(GROUP).resolve(artifact).resolve(version));
        var stem = artifact + "-" + version;
        Files.copy(pom, there.resolve(stem + ".pom"));
        if (classes.isPresent()) {
            pack(classes.get(), there.resolve(stem + ".jar"));
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        if (!Files.isDirectory(classes)) {
            Files.copy(classes, jar);
            return;
        }
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var relative = from.relativize(file);
                if (!relative.startsWith("target") && !relative.startsWith("build")) {
                    var copied = to.resolve(relative.toString());
                    Files.createDirectories(copied.getParent());
                    Files.copy(file, copied);
                }
            }
        }
    }
}
