package dev.openenv.junit.golden;

import static dev.openenv.junit.assertions.Played.SOLUTION;
import static dev.openenv.junit.assertions.Played.inLibrary;
import static dev.openenv.junit.assertions.Played.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.Blame;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Failure;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.Outcome;
import dev.openenv.StepResult;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.junit.assertions.Library;
import dev.openenv.junit.assertions.OpenEnvAssertions;
import dev.openenv.junit.assertions.Played;
import dev.openenv.provider.ForwardingProvider;
import dev.openenv.recording.IgnoredValues;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

class GoldenEpisodesTest {

    @TempDir
    private Path folder;

    private Path file;

    private GoldenEpisodes recorded(PlayedEpisode<?, ?> played) {
        var golden = GoldenEpisodes.in(folder);
        file = golden.file("emma");
        check(played, UpdateSwitch.UPDATE);
        return golden;
    }

    private void check(PlayedEpisode<?, ?> played, UpdateSwitch update) {
        new GoldenCheck("emma", folder.resolve("emma.golden.json"), IgnoredValues.none(), update).check(played);
    }

    private AssertionFailedError failure(PlayedEpisode<?, ?> played) {
        return catchThrowableOfType(AssertionFailedError.class, () -> check(played, UpdateSwitch.COMPARE));
    }

    /** Libraries whose every answer has another reward. */
    private static EnvironmentProvider<ToolAction, ToolObservation> changed() {
        return ForwardingProvider.wrapping(Library.provider(), world -> new ForwardingEnvironment<>(world) {
            @Override
            public StepResult<ToolObservation> step(ToolAction action) {
                var result = super.step(action);
                return result.done() ? result.withReward(0.5) : result;
            }
        });
    }

    @Test
    void theSameEpisodePasses() {
        var golden = recorded(inLibrary(SOLUTION));

        golden.check("emma", inLibrary(SOLUTION));
        golden.replay(Library.provider());
        OpenEnvAssertions.assertThat(inLibrary(SOLUTION))
                .matchesGolden(golden, "emma")
                .isSolved();
        assertThat(golden.names()).containsExactly("emma");
    }

    @Test
    void aMissingOneSaysHowToKeepIt() {
        assertThat(failure(inLibrary(SOLUTION)))
                .hasMessage("There is no golden episode 'emma' yet: " + folder.resolve("emma.golden.json")
                        + " is not there.\nIf the agent did what it should, keep this episode: run the test once with"
                        + " -Dopenenv.golden.update=true, review the file and commit it.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aChangedAgentIsNamedAndTheEnvironmentCleared() {
        recorded(inLibrary(SOLUTION));
        var other = inLibrary(SOLUTION[0], CallTool.of("lend", Map.of("id", 1)), submit("done"));

        var failure = failure(other);

        assertThat(failure)
                .hasMessage(
                        """
                        The agent changed: it no longer does what it did in the golden episode 'emma'.

                          at        step 2, /action/arguments/id
                          expected  3
                          actual    1

                        The environment did not: played again, the golden actions lead to the recorded answers.
                        If the change is meant, run the test once with -Dopenenv.golden.update=true and review %s."""
                                .formatted(file));
        assertThat(failure.getExpected().getStringRepresentation())
                .isEqualTo(GoldenEpisode.of(inLibrary(SOLUTION)).text());
        assertThat(failure.getActual().getStringRepresentation())
                .isEqualTo(GoldenEpisode.of(other).text());
    }

    @Test
    void aChangedEnvironmentIsNamed() {
        recorded(inLibrary(SOLUTION));

        assertThat(failure(Played.in(changed(), SOLUTION)))
                .hasMessage(
                        """
                        The environment changed: to the same actions it does not answer as in the golden episode 'emma'.

                          at        step 3, /reward
                          expected  1.0
                          actual    0.5

                        If the change is meant, run the test once with -Dopenenv.golden.update=true and review %s."""
                                .formatted(file));
    }

    @Test
    void bothMayHaveChanged() {
        recorded(inLibrary(SOLUTION));

        assertThat(failure(Played.in(changed(), SOLUTION[0])))
                .hasMessageStartingWith("The agent changed: ")
                .hasMessageContaining("\nThe environment changed, too: step 3, /reward: expected 1.0, got 0.5.\n");
    }

    @Test
    void anEnvironmentThatCannotBeOpenedDoesNotHideTheDifference() {
        recorded(inLibrary(SOLUTION));
        var closed = new ForwardingProvider<>(Library.provider()) {
            @Override
            public Environment<ToolAction, ToolObservation> open(Duration limit) {
                throw new IllegalStateException("closed on Sundays");
            }
        };

        assertThat(failure(PlayedEpisode.of(closed, inLibrary(SOLUTION[0]).trajectory(), "test")))
                .hasMessageContaining("  at        step 2, /action\n")
                .hasMessageContaining("it cannot be played again: closed on Sundays");
    }

    @Test
    void anotherVersionOfTheEnvironmentIsSaid() {
        recorded(inLibrary(SOLUTION));

        assertThat(failure(Played.in(Library.provider().withVersion("1.1.0"), SOLUTION)))
                .hasMessageStartingWith(
                        "Every step is as in the golden episode 'emma', but the environment has version 1.1.0"
                                + " now.\n\n  at        /environment_version\n  expected  \"1.0.0\"\n  actual    \"1.1.0\"\n");
        assertThat(failure(Played.in(Library.provider().withVersion("1.1.0"), SOLUTION[0])))
                .hasMessageContaining("\nIt was recorded with version 1.0.0 of 'library', this is 1.1.0.\n");
    }

    @Test
    void anotherEnvironmentOrStartIsSaid() {
        recorded(inLibrary(SOLUTION));

        assertThat(failure(Played.in(Library.provider().withName("shop"), SOLUTION)))
                .hasMessageStartingWith("The episode does not begin as the golden episode 'emma', so the two cannot be"
                        + " compared.\n\n  at        /environment\n  expected  \"library\"\n  actual    \"shop\"\n");
    }

    @Test
    void anotherVerdictIsSaid() {
        recorded(inLibrary(SOLUTION));

        assertThat(failure(Played.in(Library.undeclared(), SOLUTION)))
                .hasMessageStartingWith(
                        "Every step is as in the golden episode 'emma', but the outcome is not: what counts as"
                                + " solved changed.\n");
    }

    @Test
    void anInfrastructureErrorIsNeitherComparedNorKept() {
        var broken = Played.withOutcome(
                inLibrary(SOLUTION), Outcome.ENVIRONMENT_FAILED, Failure.of("lost", "gone", Blame.INFRASTRUCTURE));

        assertThat(failure(broken))
                .hasMessage("The episode ended as ENVIRONMENT_FAILED (lost: gone), which says nothing about agent and"
                        + " environment; it was not compared with the golden episode 'emma'.");
        assertThatThrownBy(() -> check(broken, UpdateSwitch.UPDATE)).isInstanceOf(AssertionFailedError.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anEditedFileFailsTheCheckAndTheReplay() throws IOException {
        var golden = recorded(inLibrary(SOLUTION));
        Files.writeString(file, Files.readString(file).replace("\"done\"", "\"dune\""));

        assertThat(failure(inLibrary(SOLUTION))).hasMessageContaining("was edited after it was recorded");
        assertThatThrownBy(() -> golden.replay(Library.provider()))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("was edited after it was recorded");
    }

    @Test
    void anUpdateWritesWhatDiffersAndLeavesTheRest() throws IOException {
        recorded(inLibrary(SOLUTION));
        var old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, old);

        check(inLibrary(SOLUTION), UpdateSwitch.UPDATE);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(old);

        Files.writeString(file, "rubbish");
        check(inLibrary(SOLUTION), UpdateSwitch.UPDATE);
        assertThat(GoldenEpisode.read(file)).isEqualTo(GoldenEpisode.of(inLibrary(SOLUTION)));
    }

    @Test
    void twoEpisodesCannotHaveOneName() {
        recorded(inLibrary(SOLUTION));

        assertThatThrownBy(() -> check(inLibrary(SOLUTION[0]), UpdateSwitch.UPDATE))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageStartingWith(
                        "Two different episodes were written as the golden episode 'emma' in this run; the first"
                                + " difference is step 2, /action: expected ")
                .hasMessageEndingWith("Give each its own name, and fix the seed.");
    }

    @Test
    void ciWritesNothingUnlessForced() {
        assertThatThrownBy(() -> check(inLibrary(SOLUTION), UpdateSwitch.REFUSED_IN_CI))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage(
                        "Golden episodes are to be written (openenv.golden.update=true), but this is a CI machine (CI is"
                                + " set), where nobody reviews them. Compare here and update elsewhere, or say"
                                + " openenv.golden.update=force.");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        ",,,COMPARE",
        "true,,,UPDATE",
        ",true,,UPDATE",
        "TRUE,,,UPDATE",
        "false,true,,COMPARE",
        "true,,true,REFUSED_IN_CI",
        "true,,1,REFUSED_IN_CI",
        "true,,false,UPDATE",
        "force,,true,UPDATE",
        ",force,true,UPDATE",
        ",true,true,REFUSED_IN_CI"
    })
    void theSwitch(String property, String variable, String ci, UpdateSwitch expected) {
        assertThat(UpdateSwitch.of(name -> property, name -> name.equals("CI") ? ci : variable))
                .isEqualTo(expected);
    }

    @Test
    void aSwitchThatIsNeitherIsRefused() {
        assertThatThrownBy(() -> UpdateSwitch.of(name -> "yes", name -> null))
                .hasMessage("openenv.golden.update is true, false or force, got 'yes'");
    }

    @Test
    void replayNamesEveryEpisodeThatIsNotAsRecorded() {
        var golden = recorded(inLibrary(SOLUTION));
        GoldenEpisode.of(inLibrary(SOLUTION[0])).write(golden.file("sub/other"));
        GoldenEpisode.of(inLibrary(SOLUTION[0], SOLUTION[1], submit("finished")))
                .write(golden.file("third"));

        assertThatThrownBy(() -> golden.replay(changed()))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessage(
                        """
                        Golden episodes of 'library' are not as recorded:
                          emma: step 3, /reward: expected 1.0, got 0.5
                          third: step 3, /reward: expected 1.0, got 0.5
                        If the change is meant, run the tests that recorded them with -Dopenenv.golden.update=true and review the files.""");
        golden.ignoring("/reward").replay(changed());
    }

    @Test
    void aReplayOfNothingFails() {
        var golden = recorded(inLibrary(SOLUTION));

        assertThatThrownBy(() -> golden.replay(Library.provider().withName("shop")))
                .hasMessage("There is no golden episode of 'shop' in " + folder + ", so nothing was checked.");
        assertThatThrownBy(() -> GoldenEpisodes.in(folder.resolve("none")).replay(Library.provider()))
                .isInstanceOf(AssertionFailedError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../up", "/root", "a//b", ".hidden", "a/../b", "a b", "a\\b", "a/"})
    void namesLeadNowhereElse(String name) {
        assertThatThrownBy(() -> GoldenEpisodes.in(folder).check(name, inLibrary(SOLUTION)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a golden episode has a name of letters");
    }

    @Test
    void theNameOfATestIsTheNameUnlessSaid() {
        assertThat(GoldenEpisodes.nameOf(inLibrary(SOLUTION))).isEqualTo("ReaderTest.lendsTheBook");
        assertThat(GoldenEpisodes.nameOf(Played.named(Library.provider(), "A test: seed 3!", SOLUTION)))
                .matches("A-test-seed-3-[0-9a-f]{8}");
        assertThatThrownBy(() -> GoldenEpisodes.in(folder).check(inLibrary(SOLUTION)))
                .hasMessageContaining("ReaderTest.lendsTheBook.golden.json is not there");
    }

    @Test
    void anAssertionTellsTheStoryToo() {
        var golden = recorded(inLibrary(SOLUTION));

        assertThatThrownBy(() ->
                        OpenEnvAssertions.assertThat(inLibrary(SOLUTION[0])).matchesGolden(golden, "emma"))
                .hasMessageStartingWith("The agent changed: ")
                .hasMessageContaining("\n  step  action ")
                .hasMessageContaining("\nRecorded in ");
    }
}
