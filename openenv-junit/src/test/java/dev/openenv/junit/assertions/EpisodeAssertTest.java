package dev.openenv.junit.assertions;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;
import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThatThrownBy;
import static dev.openenv.junit.assertions.OpenEnvAssertions.within;
import static dev.openenv.junit.assertions.Played.SOLUTION;
import static dev.openenv.junit.assertions.Played.inLibrary;
import static dev.openenv.junit.assertions.Played.submit;

import dev.openenv.Blame;
import dev.openenv.Failure;
import dev.openenv.Outcome;
import dev.openenv.Usage;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.tools.CallTool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EpisodeAssertTest {

    private static String problem(ThrowingCallable assertion) {
        var thrown = OpenEnvAssertions.catchThrowableOfType(AssertionError.class, assertion);
        assertThat(thrown).as("the assertion fails").isNotNull();
        return thrown.getMessage().lines().findFirst().orElseThrow();
    }

    @Test
    void aSolvedEpisodeMeetsWhatIsSaidOfIt() {
        assertThat(inLibrary(SOLUTION))
                .isSolved()
                .hasOutcome(Outcome.SOLVED)
                .withinSteps(3)
                .hasSteps(3)
                .hasReward(1)
                .hasReward(0.9, within(0.2))
                .rewardBetween(0.5, 1)
                .isTerminated()
                .hasNoRefusedActions()
                .hasNoFailedCalls()
                .withinTime(Duration.ofSeconds(1))
                .neverCalled("delete")
                .neverSaw("password")
                .neverSent("password")
                .calledInOrder("search", "submit");
    }

    @Test
    void theMessageTellsTheStory() {
        var episode = inLibrary(
                CallTool.of("search", Map.of("word", "Emma")),
                CallTool.of("lend", Map.of("id", 9)),
                submit("it is done"));

        assertThatThrownBy(() -> assertThat(episode.trajectory()).isSolved())
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        """
                        Expected the episode to be solved, but it is UNSOLVED.

                          step  action                       reward  observation
                                reset
                             1  search(word="Emma")                  [{"id":1,"title":"Emma"},{"id":3,"title":"Emma, annotated"}]
                             2  lend(id=9)                           error, execution_error: Error calling tool 'lend': there is no book 9
                             3  submit(answer="it is done")  0.0     thank you

                        UNSOLVED after 3 steps, total reward 0.0
                        Played by reader in library 1.0.0, task emma, seed 42""");
    }

    @Test
    void onlyTheLastStepsAreTold() {
        var actions = new CallTool[30];
        for (var i = 0; i < actions.length; i++) {
            actions[i] = CallTool.of("search", Map.of("word", "w" + i));
        }

        assertThatThrownBy(() -> assertThat(inLibrary(actions)).isSolved())
                .hasMessageStartingWith(
                        """
                        Expected the episode to be solved, but it is AGENT_STOPPED.

                        The last 8 of 30 actions:
                          step  action
                        """
                                .stripTrailing())
                .hasMessageContaining("\n    23  search(word=\"w22\")")
                .hasMessageNotContaining("w21")
                .hasMessageContaining("\n    30  search(word=\"w29\")");
    }

    @Test
    void solvedIsSaidOfWorldsThatDeclareItOnly() {
        var episode = Played.in(Library.undeclared(), SOLUTION);
        var words =
                "Expected the episode to be solved, but nothing declares what solved means in 'library', and it is FINISHED.";

        assertThat(problem(() -> assertThat(episode).isSolved())).isEqualTo(words);
        assertThat(problem(() -> assertThat(episode.trajectory()).isSolved())).isEqualTo(words);
        assertThat(problem(() -> assertThat(episode).isUnsolved()))
                .isEqualTo(words.replace("to be solved", "not to be solved"));
        assertThat(problem(() ->
                        assertThat(Played.in(Library.undeclared(), submit("a"))).isUnsolved()))
                .contains("nothing declares");
        assertThat(problem(() ->
                        assertThat(Played.in(Library.undeclared(), SOLUTION[0])).isUnsolved()))
                .endsWith("and it is AGENT_STOPPED.");
        assertThat(episode).hasOutcome(Outcome.FINISHED);
    }

    @Test
    void whatDoesNotHoldIsSaidInWords() {
        var episode = inLibrary(SOLUTION);

        assertThat(problem(() -> assertThat(episode).isUnsolved()))
                .isEqualTo("Expected the episode not to be solved, but it is SOLVED.");
        assertThat(problem(() -> assertThat(episode).hasOutcome(Outcome.TRUNCATED)))
                .isEqualTo("Expected the outcome TRUNCATED, but it is SOLVED.");
        assertThat(problem(() -> assertThat(episode).withinSteps(2)))
                .isEqualTo("Expected at most 2 steps, but it took 3.");
        assertThat(problem(() -> assertThat(episode).hasSteps(1))).isEqualTo("Expected 1 step, but it took 3.");
        assertThat(problem(() -> assertThat(episode).hasReward(2)))
                .isEqualTo("Expected a total reward of 2.0, but it is 1.0.");
        assertThat(problem(() -> assertThat(episode).hasReward(2, within(0.5))))
                .isEqualTo("Expected a total reward of 2.0 give or take 0.5, but it is 1.0.");
        assertThat(problem(() -> assertThat(episode).rewardBetween(-1, 0)))
                .isEqualTo("Expected a total reward between -1.0 and 0.0, but it is 1.0.");
        assertThat(problem(() -> assertThat(episode).isTruncated()))
                .isEqualTo("Expected the environment to cut the episode off, but it came to its own end.");
        assertThat(problem(() -> assertThat(episode).withinTime(Duration.ofMillis(6))))
                .isEqualTo("Expected at most 6 ms, but it took 7 ms.");
        assertThat(problem(() -> assertThat(episode).hasFailure("x")))
                .isEqualTo("Expected a failure 'x', but nothing failed.");
        assertThat(problem(() -> assertThat(episode).hasOutcome(Outcome.CANCELLED)))
                .contains("it is SOLVED");
    }

    @Test
    void endsAreToldApart() {
        var stopped = inLibrary(SOLUTION[0]);

        assertThat(stopped).isUnsolved().hasOutcome(Outcome.AGENT_STOPPED);
        assertThat(problem(() -> assertThat(stopped).isTerminated()))
                .isEqualTo("Expected the episode to come to its own end, but its last step is no end.");
        var cut = Played.in(Library.provider().withMaxSteps(1), SOLUTION);
        assertThat(cut).isTruncated();
        assertThat(problem(() -> assertThat(cut).isTerminated()))
                .endsWith("but the environment's limit of 1 step was met.");
        assertThat(problem(() -> assertThat(cut).isSolved()))
                .isEqualTo(
                        "Expected the episode to be solved, but it is TRUNCATED: the environment's limit of 1 step was"
                                + " met.");
        assertThat(problem(() -> assertThat(cut.trajectory()).isSolved()))
                .endsWith("it was cut off after 1 step, by the environment or by the run's limit.");
        var late = Played.withOutcome(stopped, Outcome.TRUNCATED, null);
        assertThat(problem(() -> assertThat(late).hasOutcome(Outcome.SOLVED)))
                .isEqualTo("Expected the outcome SOLVED, but it is TRUNCATED: its time was up after 7 ms.");
    }

    @ParameterizedTest
    @EnumSource(names = {"ENVIRONMENT_FAILED", "CANCELLED"})
    void infrastructureIsSaidFirstWhateverIsAsserted(Outcome outcome) {
        var failure = Failure.of("connection_lost", "no route to host", Blame.INFRASTRUCTURE);
        var episode = Played.withOutcome(inLibrary(SOLUTION), outcome, failure);
        var first = outcome == Outcome.CANCELLED
                ? "The episode was cancelled, so it says nothing about the agent."
                : "The environment failed, so this episode says nothing about the agent.";
        var assertions = List.<ThrowingCallable>of(
                () -> assertThat(episode).isSolved(),
                () -> assertThat(episode).isUnsolved(),
                () -> assertThat(episode).withinSteps(9),
                () -> assertThat(episode).neverCalled("delete"),
                () -> assertThat(episode).neverSaw("password"),
                () -> assertThat(episode).neverSent("password"),
                () -> assertThat(episode).called("search"),
                () -> assertThat(episode).hasOutcome(Outcome.SOLVED),
                () -> assertThat(episode).hasNoRefusedActions(),
                () -> assertThat(episode).calledInOrder("search"),
                () -> assertThat(episode).lastObservation(),
                () -> assertThat(episode).finalState(),
                () -> assertThat(episode).sameAs(episode.trajectory()),
                () -> assertThat(episode).withinTokens(5));

        assertThat(assertions).allSatisfy(assertion -> assertThatThrownBy(assertion)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(first + "\nExpected ")
                .hasMessageContaining("\nFailure: connection_lost: no route to host (blame infrastructure)\n"));
        assertThat(episode).hasOutcome(outcome).hasFailure("connection_lost");
    }

    @Test
    void refusedActionsAreNoted() {
        var world = WordGame.provider();
        var episode = Played.in(world, new Guess("crane"), new Guess("zzzzz"));

        assertThat(episode).hasSteps(1);
        assertThat(problem(() -> assertThat(episode).hasNoRefusedActions()))
                .startsWith("Expected no action to be refused, but in step 2 one was: invalid_action: ")
                .endsWith(" (blame agent).");
        assertThatThrownBy(() -> assertThat(episode).hasNoRefusedActions())
                .hasMessageContaining("     2  Guess[word=zzzzz]          refused, invalid_action: ");
    }

    @Test
    void usageMustBeReportedToBeLimited() {
        var episode = inLibrary(SOLUTION);
        var used = episode.trajectory().toBuilder()
                .usage(Usage.tokens(900, 100).withCost(0.25).withModelCalls(4))
                .build();

        assertThat(used).withinTokens(1000).withinModelCalls(4).withinCost(0.25);
        assertThat(problem(() -> assertThat(used).withinTokens(999)))
                .isEqualTo("Expected at most 999 tokens, but it used 900 for input and 100 for output.");
        assertThat(problem(() -> assertThat(used).withinModelCalls(1)))
                .isEqualTo("Expected at most 1 model call, but there were 4.");
        assertThat(problem(() -> assertThat(used).withinCost(0.1)))
                .isEqualTo("Expected a cost of at most 0.1, but it is 0.25.");
        assertThat(problem(() -> assertThat(episode).withinTokens(5)))
                .isEqualTo("Expected at most 5 tokens, but the agent reported no usage, so nothing can be said;"
                        + " let it call Episode.report.");
    }

    @Test
    void partsOfAnEpisodeHaveAssertionsOfAssertJ() {
        var episode = inLibrary(SOLUTION);

        assertThat(episode).firstObservation().hasToString("ToolsReady{}");
        assertThat(episode).observation(1).asString().contains("Emma, annotated");
        assertThat(episode).lastObservation().asString().contains("thank you");
        assertThat(episode).action(2).isEqualTo(CallTool.of("lend", Map.of("id", 3)));
        assertThat(episode).finalState().satisfies(state -> {
            assertThat(state.values().list("lent")).hasValue(List.of(3L));
            assertThat(state.stepCount()).isEqualTo(3);
        });
        assertThat(episode)
                .satisfies(trajectory -> assertThat(trajectory.steps()).hasSize(3));
    }

    @Test
    void aPartThatIsNotThereFailsInWords() {
        var episode = inLibrary(SOLUTION);

        assertThat(problem(() -> assertThat(episode).observation(4)))
                .isEqualTo("Expected an observation of step 4, but there is none; it has 3 steps.");
        assertThat(problem(() -> assertThat(episode).action(0)))
                .isEqualTo("Expected a step 0, but there is none; it has 3 steps.");
        assertThat(problem(() -> assertThat(episode.trajectory()).finalState()))
                .isEqualTo("Expected a state at the end, but the environment of a bare trajectory is not known;"
                        + " assert on a PlayedEpisode.");
    }

    @Test
    void aFailedAssertionOnAPartSaysWhichPartAndWhereTheWholeIs() {
        assertThatThrownBy(() -> assertThat(inLibrary(SOLUTION)).action(1).isNull())
                .hasMessageMatching(
                        "(?s)\\[action of step 1 of reader/emma/0\\nRecorded in target/openenv/ReaderTest.lendsTheBook/"
                                + "episode-\\d+\\.jsonl\\nTo look at: target/openenv/.*\\.html] \\nexpected: null.*");
    }

    @Test
    void finalStateIsOfWorldsThatGiveTheSameAgain() {
        var played = inLibrary(SOLUTION);
        var other = PlayedEpisode.of(
                Library.provider(),
                Played.trajectory(Library.provider(), 43, List.of(SOLUTION)),
                "ReaderTest.otherSeed");
        var changed = PlayedEpisode.of(
                Library.provider(),
                other.trajectory().toBuilder()
                        .resetOptions(played.trajectory().resetOptions())
                        .build(),
                "ReaderTest.changed");

        assertThat(other).finalState();
        assertThat(problem(() -> assertThat(changed).finalState()))
                .startsWith("Expected a state at the end, but played again, the environment does not give the same: "
                        + "step 1, /observation/result/");
    }

    @Test
    void theSameEpisodeIsTheSame() {
        var first = inLibrary(SOLUTION);
        var other = inLibrary(SOLUTION[0], CallTool.of("lend", Map.of("id", 1)), submit("done"));

        assertThat(first).sameAs(inLibrary(SOLUTION).trajectory());
        assertThat(first.trajectory()).sameAs(inLibrary(SOLUTION).trajectory());
        assertThat(problem(() -> assertThat(other).sameAs(first.trajectory())))
                .isEqualTo("Expected the same episode as reader/emma/0, but the first difference is at"
                        + " step 2, /action/arguments/id: expected 3, got 1.");
        assertThat(problem(() -> assertThat(inLibrary(SOLUTION[0]).trajectory()).sameAs(first.trajectory())))
                .endsWith(
                        "step 2, /action: expected {\"arguments\":{\"id\":3},\"tool_name\":\"lend\",\"type\":\"call_tool\"},"
                                + " got no more steps.");
    }

    @Test
    void descriptionsAndMessagesOfOnesOwnAreKept() {
        var episode = inLibrary(SOLUTION).trajectory();

        assertThatThrownBy(() -> assertThat(episode).as("the reader").withinSteps(1))
                .hasMessageStartingWith("[the reader] Expected at most 1 step, but it took 3.");
        assertThatThrownBy(() -> assertThat(episode).withFailMessage("too slow").withinSteps(1))
                .hasMessage("too slow");
    }

    @Test
    void nonsenseIsRefused() {
        var episode = inLibrary(SOLUTION);

        assertThatThrownBy(() -> assertThat(episode).rewardBetween(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no reward is between 1.0 and 0.0");
        assertThatThrownBy(() -> assertThat(episode.trajectory()).matchesGolden("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PlayedEpisode.of(provider, trajectory, \"name of the test\")");
        assertThatThrownBy(() -> assertThat(episode).neverSaw()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> assertThat(episode).neverSaw("  "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is the variable or property that holds it set?");
    }
}
