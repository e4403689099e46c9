package dev.openenv.junit.assertions;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;
import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThatThrownBy;
import static dev.openenv.junit.assertions.Played.SOLUTION;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.json.Codec;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.provider.ForwardingProvider;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.recording.Recording;
import dev.openenv.recording.Replay;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class EpisodeFilesTest {

    @TempDir
    private Path folder;

    private static String line(String message, String start) {
        return message.lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(message));
    }

    private String failing(Path output, PlayedEpisode<?, ?> episode) {
        var before = System.getProperty(OutputFolder.PROPERTY);
        System.setProperty(OutputFolder.PROPERTY, output.toString());
        try {
            return OpenEnvAssertions.catchThrowable(() -> assertThat(episode).withinSteps(-1))
                    .getMessage();
        } finally {
            if (before == null) {
                System.clearProperty(OutputFolder.PROPERTY);
            } else {
                System.setProperty(OutputFolder.PROPERTY, before);
            }
        }
    }

    @Test
    void theRecordingCanBePlayedAgainAndThePageLookedAt() throws IOException {
        var message = failing(folder, Played.named(Library.provider(), "ReaderTest.plays", SOLUTION));

        var recorded = Path.of(line(message, "Recorded in "));
        assertThat(recorded).isEqualTo(folder.resolve("ReaderTest.plays/episode-1.jsonl"));
        var episode = Recording.read(recorded).episodes().get(0);
        assertThat(Replay.of(Library.provider()).run(episode).same()).isTrue();
        assertThat(Files.readString(Path.of(line(message, "To look at: ")))).contains("<html", "ReaderTest.plays");
        try (var files = Files.list(recorded.getParent())) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void nothingIsWrittenWhileAssertionsHold() throws IOException {
        var before = System.getProperty(OutputFolder.PROPERTY, "target/openenv");
        var episode = Played.named(Library.provider(), "EpisodeFilesTest.holds", SOLUTION);

        assertThat(episode).isSolved().called("search").once();
        assertThat(episode).lastObservation().isNotNull();

        assertThat(Path.of(before, "EpisodeFilesTest.holds")).doesNotExist();
    }

    @Test
    void anEpisodeIsWrittenOnceHoweverManyAssertionsFail() {
        var episode = Played.named(Library.provider(), "ReaderTest.twice", SOLUTION);
        var other = Played.named(Library.provider(), "ReaderTest.twice", SOLUTION);

        assertThat(line(failing(folder, episode), "Recorded in "))
                .isEqualTo(line(failing(folder, episode), "Recorded in "))
                .endsWith("episode-1.jsonl");
        assertThat(line(failing(folder, other), "Recorded in ")).endsWith("episode-2.jsonl");
    }

    @Test
    void parallelTestsDoNotCollide() throws Exception {
        var tests = 200;
        var before = System.getProperty(OutputFolder.PROPERTY);
        System.setProperty(OutputFolder.PROPERTY, folder.toString());
        var threads = Executors.newFixedThreadPool(16);
        try {
            var failing = IntStream.range(0, tests)
                    .<Callable<String>>mapToObj(i -> () -> {
                        var episode = Played.named(
                                Library.provider(),
                                "ParallelTest.same name?",
                                CallTool.of("search", Map.of("word", "only" + i + "here")));
                        return i + " "
                                + OpenEnvAssertions.catchThrowable(
                                                () -> assertThat(episode).isSolved())
                                        .getMessage();
                    })
                    .toList();
            var seen = new HashSet<String>();
            for (var future : threads.invokeAll(failing)) {
                var message = future.get();
                var own = "only" + message.substring(0, message.indexOf(' ')) + "here";
                var recorded = line(message, "Recorded in ");
                assertThat(seen.add(recorded)).as(recorded).isTrue();
                var steps = Recording.read(Path.of(recorded))
                        .episodes()
                        .get(0)
                        .json()
                        .steps();
                assertThat(steps.get(0).action().json().toString()).contains(own);
                assertThat(Files.readString(Path.of(line(message, "To look at: "))))
                        .contains(own);
            }
            assertThat(seen).hasSize(tests);
        } finally {
            threads.shutdownNow();
            if (before == null) {
                System.clearProperty(OutputFolder.PROPERTY);
            } else {
                System.setProperty(OutputFolder.PROPERTY, before);
            }
        }
    }

    @Test
    void aFolderThatCannotBeWrittenDoesNotHideTheMessage() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "in the way");

        var message = failing(file, Played.named(Library.provider(), "ReaderTest.inTheWay", SOLUTION));

        assertThat(message)
                .startsWith("Expected at most -1 steps, but it took 3.")
                .contains("     3  submit(answer=\"done\")")
                .contains("\nThe episode could not be kept: ")
                .contains(file.toString());
    }

    @Test
    void anEpisodeThatCannotBeWrittenDoesNotHideTheMessage() {
        var broken = new ForwardingProvider<ToolAction, ToolObservation>(Library.provider()) {
            @Override
            public Codec<ToolObservation> observationCodec() {
                throw new IllegalStateException("no codec today");
            }
        };
        var played = Played.named(Library.provider(), "ReaderTest.noCodec", SOLUTION);

        assertThat(failing(folder, PlayedEpisode.of(broken, played.trajectory(), played.test())))
                .startsWith("Expected at most -1 steps, but it took 3.")
                .contains("The episode could not be kept: ")
                .contains("no codec today");
    }

    @Test
    void anInterruptedTestKeepsItsEpisodeAndItsInterrupt() {
        var episode = Played.named(Library.provider(), "ReaderTest.interrupted", SOLUTION);
        Thread.currentThread().interrupt();
        try {
            assertThat(Path.of(line(failing(folder, episode), "Recorded in "))).exists();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void namesOfTestsLeadNowhereElse() {
        for (var test :
                new String[] {"../../up", "/root", "a/b:c*?", "..", "", "con", "x".repeat(400), "line\nbreak"}) {
            var recorded =
                    Path.of(line(failing(folder, Played.named(Library.provider(), test, SOLUTION)), "Recorded in "));
            assertThat(recorded.normalize().getParent().getParent()).isEqualTo(folder);
            assertThat(recorded.getParent().getFileName().toString()).matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,120}");
            assertThat(recorded).exists();
        }
    }

    @Test
    void differentTestsHaveDifferentFolders() {
        var first = line(failing(folder, Played.named(Library.provider(), "a b", SOLUTION)), "Recorded in ");
        var other = line(failing(folder, Played.named(Library.provider(), "a:b", SOLUTION)), "Recorded in ");

        assertThat(Path.of(first).getParent()).isNotEqualTo(Path.of(other).getParent());
    }

    @Test
    void theFolderIsWhereTheBuildPutsThings() throws IOException {
        assertThat(OutputFolder.of(null, folder)).isEqualTo(Path.of("target/openenv"));
        assertThat(OutputFolder.of("elsewhere", folder)).isEqualTo(Path.of("elsewhere"));
        Files.createFile(folder.resolve("build.gradle.kts"));
        assertThat(OutputFolder.of(null, folder)).isEqualTo(Path.of("build/openenv"));
        Files.createFile(folder.resolve("pom.xml"));
        assertThat(OutputFolder.of(" ", folder)).isEqualTo(Path.of("target/openenv"));
    }

    @Test
    void aPropertyThatIsNoPathDoesNotHideTheMessage() {
        var before = System.getProperty(OutputFolder.PROPERTY);
        System.setProperty(OutputFolder.PROPERTY, "a\0b");
        try {
            assertThatThrownBy(() -> assertThat(Played.named(Library.provider(), "ReaderTest.noPath", SOLUTION))
                            .withinSteps(1))
                    .hasMessageStartingWith("Expected at most 1 step, but it took 3.")
                    .hasMessageContaining("The episode could not be kept: java.nio.file.InvalidPathException");
        } finally {
            if (before == null) {
                System.clearProperty(OutputFolder.PROPERTY);
            } else {
                System.setProperty(OutputFolder.PROPERTY, before);
            }
        }
    }

    /** Shows itself badly. */
    record Rude(int n) implements Action, Observation {
        @Override
        public String toString() {
            throw new IllegalStateException("rude");
        }
    }

    @Test
    void aWorldWhoseValuesCannotBeShownDoesNotHideTheMessage() {
        var world = InProcessProvider.of(Rude.class, Rude.class, () -> new Environment<>() {
            @Override
            public StepResult<Rude> reset(ResetOptions options) {
                return StepResult.of(new Rude(0));
            }

            @Override
            public StepResult<Rude> step(Rude action) {
                return StepResult.terminated(action, 1);
            }
        });

        assertThat(failing(folder, Played.named(world, "RudeTest.shows", new Rude(1))))
                .startsWith("Expected at most -1 steps, but it took 1.")
                .contains("Rude that cannot be shown: java.lang.")
                .contains("Recorded in ");
    }
}
