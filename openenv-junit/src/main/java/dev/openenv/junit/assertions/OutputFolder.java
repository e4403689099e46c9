package dev.openenv.junit.assertions;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the episodes of failed tests are kept. */
final class OutputFolder {

    static final String PROPERTY = "openenv.junit.output";

    private OutputFolder() {}

    /**
     * The folder.
     *
     * @throws InvalidPathException when the property is no path
     */
    static Path now() {
        return of(System.getProperty(PROPERTY), Path.of(""));
    }

    static Path of(@Nullable String said, Path project) {
        if (said != null && !said.isBlank()) {
            return Path.of(said);
        }
        var gradle =
                Stream.of("build.gradle", "build.gradle.kts").anyMatch(name -> Files.exists(project.resolve(name)));
        var maven = Files.exists(project.resolve("pom.xml"));
        return Path.of(gradle && !maven ? "build" : "target", "openenv");
    }
}
