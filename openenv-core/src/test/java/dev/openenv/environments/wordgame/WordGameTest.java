package dev.openenv.environments.wordgame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.EpisodeOrderException;
import dev.openenv.InvalidActionException;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordGameTest {

    @Test
    void aWinPaysOne() {
        var game = game("earth");
        game.step(new Guess("crane"));
        var won = game.step(new Guess("earth"));
        assertThat(won.terminated()).isTrue();
        assertThat(won.rewardOrZero()).isEqualTo(1.0);
        assertThat(won.observation().marks()).isEqualTo("GGGGG");
        assertThat(won.observation().guessesLeft()).isEqualTo(4);
    }

    @Test
    void theSixthWrongGuessPaysItsPartialCredit() {
        var game = game("earth");
        for (var word : List.of("crane", "heart", "bumpy", "ghost", "vivid")) {
            var result = game.step(new Guess(word));
            assertThat(result.done()).isFalse();
            assertThat(result.reward()).hasValue(0.0);
        }
        var lost = game.step(new Guess("slate"));
        assertThat(lost.terminated()).isTrue();
        assertThat(lost.truncated()).isFalse();
        assertThat(lost.rewardOrZero()).isEqualTo((1 + 0.5 * 2) / 5);
        assertThat(lost.observation().message()).contains("earth");
    }

    @Test
    void theSixthGuessCanWin() {
        var game = game("earth");
        for (var word : List.of("crane", "heart", "bumpy", "ghost", "vivid")) {
            game.step(new Guess(word));
        }
        assertThat(game.step(new Guess("earth")).rewardOrZero()).isEqualTo(1.0);
    }

    @Test
    void theObservationTellsAllThatHappened() {
        var game = game("earth");
        var first = game.reset(ResetOptions.defaults());
        assertThat(first.reward()).isEmpty();
        assertThat(first.observation().guesses()).isEmpty();
        assertThat(first.observation().marks()).isEmpty();
        assertThat(first.observation().guessesLeft()).isEqualTo(6);

        game.step(new Guess("crane"));
        var second = game.step(new Guess("slate")).observation();
        assertThat(second.guesses())
                .containsExactly(new MarkedGuess("crane", "XYYXY"), new MarkedGuess("slate", "XXYGY"));
        assertThat(second.marks()).isEqualTo("XXYGY");
        assertThat(second.guessesLeft()).isEqualTo(4);
    }

    @Test
    void anObservationDoesNotChangeWhenTheGameGoesOn() {
        var game = game("earth");
        var first = game.step(new Guess("crane")).observation();
        game.step(new Guess("slate"));
        assertThat(first.guesses()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "zzzzz, a word of the game's list",
                "crane, a word that was not guessed before",
                "CRANE, five letters a to z",
                "cran, five letters a to z",
                "cranes, five letters a to z",
                "'cr ne', five letters a to z",
                "null, five letters a to z",
                "'', five letters a to z",
            })
    void anIllegalWordIsRefusedAndChangesNothing(String word, String expected) {
        var game = game("earth");
        game.step(new Guess("crane"));
        var before = snapshot(game);

        var refused = catchThrowableOfType(InvalidActionException.class, () -> game.step(new Guess(word)));

        assertThat(refused.field()).contains("/word");
        assertThat(refused.expected()).contains(expected);
        assertThat(refused).hasMessageContaining(String.valueOf(word)).hasMessageNotContaining("earth");
        assertThat(snapshot(game)).isEqualTo(before);
        assertThat(game.step(new Guess("earth")).rewardOrZero()).isEqualTo(1.0);
    }

    @Test
    void noActionIsRefused() {
        assertThatThrownBy(() -> game("earth").step(null)).isInstanceOf(InvalidActionException.class);
    }

    @Test
    void aStepOutOfOrderIsRefused() {
        assertThatThrownBy(() -> new WordGame().step(new Guess("crane"))).isInstanceOf(EpisodeOrderException.class);
        var game = game("earth");
        game.step(new Guess("earth"));
        assertThatThrownBy(() -> game.step(new Guess("crane"))).isInstanceOf(EpisodeOrderException.class);
        assertThat(new WordGame().state()).isEqualTo(State.unknown());
    }

    @Test
    void theSameSeedGivesTheSameEpisode() {
        for (var seed = 0; seed < 20; seed++) {
            assertThat(episode(seed)).isEqualTo(episode(seed));
        }
    }

    @Test
    void otherSeedsGiveOtherWords() {
        var secrets = new ArrayList<String>();
        for (var seed = 0; seed < 100; seed++) {
            secrets.add(secret(seed));
        }
        assertThat(secrets.stream().distinct().count()).isGreaterThan(90);
    }

    @Test
    void aSeedStandsForTheSameWordForever() {
        assertThat(List.of(secret(0), secret(1), secret(42))).isEqualTo(List.of("flesh", "sport", "spurt"));
    }

    @Test
    void whatIsSeenBeforeTheEndDependsOnGuessesAndMarksOnly() {
        var seenByMarks = new HashMap<String, String>();
        var repeated = 0;
        for (var secret : Words.english().secrets()) {
            var game = new WordGame(Words.english(), options -> secret);
            var marks = "";
            var seen = game.reset(ResetOptions.seed(1)) + snapshot(game);
            for (var word : List.of("crane", "ghost")) {
                if (!word.equals(secret)) {
                    var result = game.step(new Guess(word));
                    marks += word + result.observation().marks();
                    seen += result + snapshot(game);
                }
            }
            var other = seenByMarks.putIfAbsent(marks, seen);
            repeated += other == null ? 0 : 1;
            assertThat(seen).as(secret).isEqualTo(other == null ? seen : other);
        }
        assertThat(repeated).isGreaterThan(1000);
    }

    @Test
    void stateCountsGuesses() {
        var game = game("earth");
        game.step(new Guess("crane"));
        assertThat(game.state().values().list("guesses")).contains(List.of("crane"));
        assertThat(game.state().values().integer("guesses_left")).hasValue(5);
    }

    @Test
    void tasksHaveTwoSplitsWithDistinctSeeds() {
        var tasks = WordGame.tasks();
        assertThat(tasks.split("test").size()).isEqualTo(100);
        assertThat(tasks.split("train").size()).isEqualTo(400);
        assertThat(tasks.tasks().stream()
                        .map(task ->
                                tasks.grading(task.id()).resetOptions().seed().getAsLong())
                        .distinct())
                .hasSize(500);
        assertThat(tasks.task("word-7").instruction()).isEqualTo(WordGame.INSTRUCTION);
    }

    private static WordGame game(String secret) {
        var game = new WordGame(Words.english(), options -> secret);
        game.reset(ResetOptions.defaults());
        return game;
    }

    private static String secret(long seed) {
        var game = new WordGame();
        var result = game.reset(ResetOptions.seed(seed));
        var player = new InformationGuesser();
        while (!result.done()) {
            result = game.step(player.act(result.observation()));
        }
        var message = result.observation().message();
        return message.replaceAll(".*'([a-z]{5})'.*", "$1");
    }

    private static List<StepResult<Feedback>> episode(long seed) {
        var game = new WordGame();
        var results = new ArrayList<StepResult<Feedback>>();
        var player = new SimpleGuesser();
        results.add(game.reset(ResetOptions.seed(seed)));
        while (!results.get(results.size() - 1).done()) {
            results.add(game.step(player.act(results.get(results.size() - 1).observation())));
        }
        return results;
    }

    private static String snapshot(WordGame game) {
        return game.state() + game.text() + game.svg();
    }
}
