package dev.openenv.junit.assertions;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;
import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThatThrownBy;
import static dev.openenv.junit.assertions.Played.inLibrary;
import static dev.openenv.junit.assertions.Played.submit;

import dev.openenv.Outcome;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.junit.golden.GoldenEpisode;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CallTools;
import dev.openenv.tools.CodeAct;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.ToolResult;
import dev.openenv.tools.ToolsReady;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ToolCallsAssertTest {

    private static final CallTool SEARCH = CallTool.of("search", Map.of("word", "Emma"));

    private final PlayedEpisode<ToolAction, ToolObservation> episode =
            inLibrary(SEARCH, lend(9), CallTools.of(lend(1), lend(3)), submit("done"));

    private static CallTool lend(int id) {
        return CallTool.of("lend", Map.of("id", id));
    }

    private static Trajectory<ToolAction, ToolObservation> byCode(CodeReply.Call... calls) {
        return Trajectory.<ToolAction, ToolObservation>builder("library", "1.0.0", "coded")
                .initial(StepResult.of(ToolsReady.of()), null)
                .add(TrajectoryStep.taken(
                        CodeAct.python("for book in search(word='Emma'):\n    lend(id=book['id'])"),
                        StepResult.terminated(CodeReply.empty().withCalls(List.of(calls)), 1)))
                .outcome(Outcome.SOLVED, null)
                .build();
    }

    private static CodeReply.Call call(CallTool tool) {
        return new CodeReply.Call(tool, ToolReply.of(tool.name(), ToolResult.of("ok")));
    }

    private static String problem(ThrowingCallable assertion) {
        var message = OpenEnvAssertions.catchThrowableOfType(AssertionError.class, assertion)
                .getMessage();
        return message.substring(0, message.indexOf("\n\n"));
    }

    @Test
    void callsAreNarrowedAndCounted() {
        assertThat(episode)
                .called("lend")
                .times(3)
                .atLeast(2)
                .atMost(3)
                .and()
                .called("lend")
                .with("id", 3)
                .once()
                .succeeding()
                .once()
                .and()
                .called("lend")
                .with(Map.of("id", 9))
                .failing()
                .once()
                .and()
                .called("lend")
                .with(arguments -> arguments.integer("id").orElse(0) < 4)
                .times(2)
                .allSucceeding()
                .and()
                .called("search")
                .withExactly(Map.of("word", "Emma"))
                .before("lend")
                .and()
                .called("submit")
                .after("lend")
                .after("search")
                .and()
                .neverCalled("delete")
                .neverCalled("lend", Map.of("id", 4))
                .neverCalled("lend", arguments -> arguments.isEmpty())
                .calledInOrder("search", "lend", "lend", "submit");
        assertThat(episode).called("lend").allSatisfy(use -> assertThat(use.step())
                .isBetween(2, 3));
    }

    @Test
    void callsMadeByCodeCount() {
        var coded = byCode(call(SEARCH), call(lend(1)), call(lend(3)));

        assertThat(coded)
                .called("lend")
                .times(2)
                .with("id", 3)
                .once()
                .and()
                .called("search")
                .before("lend")
                .and()
                .calledInOrder("search", "lend", "lend")
                .neverCalled("delete")
                .hasNoFailedCalls();
        assertThat(coded).called("lend").allSatisfy(use -> assertThat(use.byCode())
                .isTrue());
        assertThat(problem(() -> assertThat(coded).neverCalled("lend")))
                .isEqualTo("Expected 'lend' never to be called, but it was, in step 1 by code: lend(id=1).");
        assertThat(problem(() -> assertThat(coded).called("lend").before("search")))
                .isEqualTo(
                        "Expected 'lend' to be called before 'search', but it was in step 1, and 'search' in step 1.");
    }

    @Test
    void callsOfOneActionAreNotOneBeforeTheOther() {
        var together = inLibrary(CallTools.of(SEARCH, lend(1)));

        assertThat(problem(() -> assertThat(together).called("search").before("lend")))
                .isEqualTo("Expected 'search' to be called before 'lend', but it was in step 1, and 'lend' in step 1.");
        assertThat(problem(() -> assertThat(together).calledInOrder("search", "lend")))
                .isEqualTo("Expected calls in the order search, lend, but there is no 'lend' after step 1"
                        + " (search(word=\"Emma\")).");
    }

    @Test
    void episodesOfJsonHaveCallsToo() {
        assertThat(GoldenEpisode.of(episode).json())
                .called("lend")
                .times(3)
                .failing()
                .with("id", 9)
                .and()
                .neverCalled("delete");
        var coded = GoldenEpisode.of(byCode(call(SEARCH), call(lend(1)))).json();
        assertThat(coded).called("lend").with("id", 1).once();
    }

    @Test
    void whatDoesNotHoldIsSaidWithTheCalls() {
        assertThat(problem(() -> assertThat(episode).called("delete")))
                .isEqualTo("Expected 'delete' to be called, but only these were: search, lend, submit.");
        assertThat(problem(() -> assertThat(inLibrary()).called("delete")))
                .isEqualTo("Expected 'delete' to be called, but no tool was.");
        assertThat(problem(() -> assertThat(episode).called("lend").once()))
                .isEqualTo(
                        """
                        Expected 'lend' to be called once, but there are these 3 calls:
                          step 2: lend(id=9), which failed: execution_error: Error calling tool 'lend': there is no book 9
                          step 3: lend(id=1)
                          step 3: lend(id=3)""");
        assertThat(problem(() -> assertThat(episode).called("search").with("word", "Ulysses")))
                .isEqualTo(
                        """
                        Expected 'search' to be called with (word="Ulysses"), but there is this call:
                          step 1: search(word="Emma")""");
        assertThat(problem(() -> assertThat(episode).called("search").withExactly(Map.of())))
                .startsWith("Expected 'search' to be called with exactly (), but");
        assertThat(problem(() -> assertThat(episode).called("search").failing()))
                .startsWith("Expected 'search' to be called and to fail, but");
        assertThat(problem(
                        () -> assertThat(episode).called("lend").with("id", 9).succeeding()))
                .startsWith("Expected 'lend' with (id=9) to be called successfully, but");
        assertThat(problem(() -> assertThat(episode).called("lend").atMost(2)))
                .startsWith("Expected 'lend' to be called at most 2 times, but");
        assertThat(problem(() -> assertThat(episode).called("lend").atLeast(4)))
                .startsWith("Expected 'lend' to be called at least 4 times, but");
        assertThat(problem(() -> assertThat(episode).called("lend").allSucceeding()))
                .startsWith("Expected 'lend' always to succeed, but");
        assertThat(problem(() -> assertThat(episode).hasNoFailedCalls()))
                .isEqualTo("Expected no call of a tool to fail, but in step 2 one did: lend(id=9),"
                        + " which failed: execution_error: Error calling tool 'lend': there is no book 9.");
        assertThat(problem(() -> assertThat(episode).called("submit").before("lend")))
                .isEqualTo("Expected 'submit' to be called before 'lend', but it was in step 4, and 'lend' in step 2.");
        assertThat(problem(() -> assertThat(episode).called("search").before("delete")))
                .isEqualTo("Expected 'search' to be called before 'delete', but 'delete' was never called.");
        assertThat(problem(() -> assertThat(episode).called("search").after("lend")))
                .isEqualTo("Expected 'search' to be called after 'lend', but it was in step 1, and 'lend' in step 3.");
        assertThat(problem(() -> assertThat(episode).called("search").after("delete")))
                .endsWith("but 'delete' was never called.");
        assertThat(problem(() -> assertThat(episode).neverCalled("lend", Map.of("id", 3))))
                .isEqualTo("Expected 'lend' never to be called with (id=3), but it was, in step 3: lend(id=3).");
        assertThat(problem(() -> assertThat(episode).neverCalled("lend", arguments -> arguments.has("id"))))
                .isEqualTo(
                        "Expected 'lend' never to be called with such arguments, but it was, in step 2: lend(id=9).");
        var misspelt = "the environment has no such tool; it has ";
        assertThat(problem(() -> assertThat(episode).neverCalled("delte")))
                .startsWith("Expected 'delte' never to be called, but " + misspelt)
                .contains("search", "lend", "delete");
        assertThat(problem(() -> assertThat(episode).called("serch").once())).contains(misspelt);
        assertThat(episode.trajectory()).satisfies(bare -> assertThat(bare).neverCalled("delte"));
        assertThat(problem(() -> assertThat(episode).calledInOrder("lend", "search")))
                .isEqualTo(
                        "Expected calls in the order lend, search, but there is no 'search' after step 2 (lend(id=9)).");
        assertThat(problem(() -> assertThat(episode)
                        .called("lend")
                        .allSatisfy(use -> assertThat(use.step()).as("step").isEqualTo(2))))
                .startsWith(
                        "Expected 'lend' to meet the requirements at each call, but in step 3 it does not: lend(id=1)\n[step] ");
    }

    @Test
    void aWorldWithoutToolsIsNoPlaceForTheseQuestions() {
        var game = Played.in(WordGame.provider(), new Guess("crane"));
        var words = "the actions of this episode are no calls of tools; the first is Guess[word=crane].";

        assertThat(problem(() -> assertThat(game).called("guess"))).endsWith(words);
        assertThat(problem(() -> assertThat(game).neverCalled("guess"))).endsWith(words);
        assertThat(problem(() -> assertThat(game).calledInOrder("guess"))).endsWith(words);
        assertThat(problem(() -> assertThat(game).hasNoFailedCalls())).endsWith(words);
    }

    @Test
    void numbersBelowOneAreRefused() {
        assertThatThrownBy(() -> assertThat(episode).called("lend").times(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a number of calls is at least 1, got 0; say neverCalled");
    }

    @Test
    void descriptionsGoWithTheCalls() {
        assertThatThrownBy(() -> assertThat(episode.trajectory())
                        .as("the reader")
                        .called("lend")
                        .once())
                .hasMessageStartingWith("[the reader] Expected 'lend' to be called once");
    }

    @Test
    void foreignTextIsNotPrintedAsItIs() {
        var evil = "x" + (char) 27 + "[2J" + (char) 0x202e + "\ny";

        assertThatThrownBy(() -> assertThat(inLibrary(CallTool.of(evil, Map.of(evil, evil))))
                        .called("lend"))
                .hasMessageContaining("only these were: x\\u001b[2J\\u202e\\ny.")
                .hasMessageContaining("     1  x\\u001b[2J\\u202e\\ny(x\\u001b[2J\\u202e\\ny=\"x")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("" + (char) 27, "" + (char) 0x202e));
    }
}
