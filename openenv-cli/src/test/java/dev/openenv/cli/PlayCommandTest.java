package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.CatalogEntry;
import dev.openenv.EnvironmentCatalog;
import dev.openenv.Outcome;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.recording.Recording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayCommandTest {

    @TempDir
    private Path folder;

    @Test
    void aPersonPlaysToTheEnd() {
        var run = counter("{\"amount\":5,\"twice\":false}\namount=5 twice=true\n");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("amount: whole number", "twice: true or false")
                .contains("step 1  {\"amount\":5,\"twice\":false}  reward 0", "{\"total\":5}")
                .contains("step 2  {\"amount\":5,\"twice\":true}  reward 1")
                .endsWith("solved: 2 steps, total reward 1" + System.lineSeparator());
    }

    @Test
    void theEndOfTheInputAndQuitEndTheEpisode() {
        for (var input : List.of("amount=1 twice=false", "amount=1 twice=false\nquit\namount=9 twice=false\n")) {
            var run = counter(input);
            assertThat(run.code()).isZero();
            assertThat(run.out())
                    .contains("agent stopped: 1 step, total reward 0")
                    .doesNotContain("step 2");
        }
    }

    @Test
    void anActionThatIsRefusedIsAskedForAgain() {
        var run = counter("amount=x twice=false\namount=5\namount=-1 twice=false\nhello\n{\"amount\":\n"
                + "amount=5 twice=maybe\namount=20 twice=false\n");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("/amount: expected an integer", "got 'x'")
                .contains("/twice: missing")
                .contains("/amount: expected 0 or more, got -1")
                .contains("write field=value for each of [amount, twice]")
                .contains("not JSON")
                .contains("got 'maybe'")
                .contains("solved: 1 step");
    }

    @Test
    void stateAndHelpDoNotCostAStep() {
        var run = counter("amount=3 twice=false\nstate\nhelp\n");

        assertThat(run.out()).contains("step 1, {\"sum\":3}").contains("agent stopped: 1 step");
        assertThat(run.out().split("Your action", -1)).hasSize(3);
    }

    @Test
    void oneRequiredFieldTakesABareValue() {
        var run = CommandRun.typing("crane\nword=state\nzzzzz\n", "play", "word-game", "--seed", "3");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("word-game 1.0.0, seed 3", "step 1  {\"word\":\"crane\"}  reward 0", "C R A N E")
                .contains("(To say one of these words as word: word=help)", "step 2  {\"word\":\"state\"}")
                .contains("Not possible: /word: expected a word of the game's list, got 'zzzzz'");
    }

    @Test
    void aWordOfAListIsFoundWhateverItsCase() {
        var run = CommandRun.typing("down\n", "play", "grid-world");

        assertThat(run.out()).contains("step 1  {\"action\":\"DOWN\"}").doesNotContain("To say one of these words");
    }

    @Test
    void anAgentPlaysAndIsWatched() {
        var run = CommandRun.of("play", "word-game", "--agent", "information", "--seed", "1");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("step 1  {\"word\":", "solved: ");
    }

    @Test
    void optionsReachTheReset() {
        var run = counter("amount=1 twice=false\n", "--option", "start=8");

        assertThat(run.out()).contains("{\"total\":8}", "{\"total\":9}");
    }

    @Test
    void maxStepsEndsTheEpisode() {
        var run = counter("amount=1 twice=false\namount=1 twice=false\n", "--max-steps", "1");

        assertThat(run.out()).contains("truncated: 1 step");
    }

    @Test
    void aRecordedEpisodeCanBePlayedAgain() {
        var file = folder.resolve("one.jsonl");
        var run = counter("amount=-5 twice=false\namount=5 twice=true\n", "--record", file.toString());

        assertThat(run.lines()).endsWith("recorded: " + file);
        var episode = Recording.read(file).episodes().get(0).json();
        assertThat(episode.agent()).isEqualTo("person");
        assertThat(episode.outcome()).isEqualTo(Outcome.SOLVED);
        assertThat(episode.steps()).hasSize(2);
        assertThat(CommandRun.with(Counter.catalog(1), "replay", file.toString())
                        .code())
                .isZero();
    }

    @Test
    void aRecordingThatIsThereIsNotOverwritten() {
        var file = folder.resolve("one.jsonl");
        counter("", "--record", file.toString());

        var again = counter("amount=1 twice=false\n", "--record", file.toString());

        assertThat(again.code()).isEqualTo(ExitCode.CANNOT_RUN);
        assertThat(again.out()).doesNotContain("step 1");
        assertThat(again.err().lines()).singleElement().asString().contains("exists already");
    }

    @Test
    void aWorldThatBreaksIsAFailure() {
        var run = counter("amount=9 twice=false\n");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("environment failed: 0 steps", "nine breaks it");
    }

    private static CommandRun counter(String input, String... more) {
        var arguments = new ArrayList<>(List.of("play", "counter"));
        arguments.addAll(List.of(more));
        return CommandRun.with(Counter.catalog(1), input, arguments);
    }

    @Test
    void anActionThatItsTypeCannotWriteIsTheAgentsFailure() {
        EnvironmentCatalog catalog = () ->
                List.of(CatalogEntry.of(WordGame.provider()).withPolicy("mute", () -> seen -> new Guess("no word")));

        var run = CommandRun.with(catalog, "play", "word-game", "--agent", "mute");

        assertThat(run.out())
                .contains("refused  {\"action_text\":\"Guess[word=no word]\"}", "agent failed: 0 steps")
                .doesNotContain("environment failed");
    }
}
