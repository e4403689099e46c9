package dev.openenv.environments.textarena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.EpisodeOrderException;
import dev.openenv.InvalidActionException;
import dev.openenv.Policy;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.environments.guessnumber.Bisector;
import dev.openenv.environments.wordgame.InformationGuesser;
import dev.openenv.environments.wordgame.SimpleGuesser;
import dev.openenv.environments.wordgame.Words;
import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextArenaTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no [ bracket     | You tried submitting a word in the wrong format. Please make sure to use squared brackets.",
                "[planet]         | Your word must be exactly 5 letters.",
                "two words        | You tried submitting a word in the wrong format. Please make sure to use squared brackets.",
                "[zzzzz]          | 'zzzzz' is not an English word.",
                "[CRANE]          | You have already guessed 'crane' before. Please try a different word.",
                "[\u00e9t\u00e9s\u00e9] | '\u00e9t\u00e9s\u00e9' is not an English word.",
            })
    void wordleSaysWhyAMoveIsInvalid(String message, String reason) {
        var game = wordle("earth");
        game.step(new TextArenaAction("[crane]"));
        var result = game.step(new TextArenaAction(message));
        assertThat(transcript(result))
                .endsWith("\n[GAME] You attempted an invalid move. Reason: " + reason
                        + " Please resubmit a valid move and"
                        + " remember to follow the game rules to avoid penalties.");
        assertThat(result.done()).isFalse();
        assertThat(result.reward()).hasValue(0.0);
        assertThat(result.metadata().integer("turn")).hasValue(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "hello     | Invalid move format. Player 0 did not respond with valid '[number]'.",
                "[21]      | Invalid move. Player 0 guessed a number outside the range specified.",
                "[0]       | Invalid move. Player 0 guessed a number outside the range specified.",
                "[99999999999999999999] | Invalid move. Player 0 guessed a number outside the range specified.",
                "[-5]      | Invalid move format. Player 0 did not respond with valid '[number]'.",
                "10        | Invalid move. Player 0 has already guessed the number.",
            })
    void guessTheNumberSaysWhyAMoveIsInvalid(String message, String reason) {
        var game = number(4);
        game.step(new TextArenaAction("[10]"));
        var result = game.step(new TextArenaAction(message));
        assertThat(transcript(result)).contains("Reason: " + reason + " Please resubmit");
        assertThat(result.done()).isFalse();
    }

    @Test
    void aSecondInvalidMoveInARowEndsTheGameWithThePartialScore() {
        var game = wordle("earth");
        game.step(new TextArenaAction("[slate]"));
        var first = game.step(new TextArenaAction("[zzzzz]"));
        var second = game.step(new TextArenaAction("[zzzzz]"));
        assertThat(first.done()).isFalse();
        assertThat(second.terminated()).isTrue();
        assertThat(second.rewardOrZero()).isEqualTo(0.4);
        assertThat(second.metadata().integer("turn")).hasValue(2);
        assertThat(transcript(second)).isEqualTo(transcript(first) + "\n[GAME] [zzzzz]");
    }

    @Test
    void twoInvalidMovesAtTheStartPayNothing() {
        var game = number(4);
        game.step(new TextArenaAction("x"));
        assertThat(game.step(new TextArenaAction("x")).rewardOrZero()).isZero();
    }

    @Test
    void aValidMoveForgivesAnInvalidOne() {
        var game = number(4);
        for (var number = 20; number > 15; number--) {
            assertThat(game.step(new TextArenaAction("x")).done()).isFalse();
            assertThat(game.step(new TextArenaAction("[" + number + "]")).done())
                    .isFalse();
        }
    }

    @Test
    void theSixthWrongWordPaysItsPartialCreditWithoutTheSecret() {
        var game = wordle("earth");
        for (var word : List.of("crane", "heart", "bumpy", "ghost", "vivid")) {
            assertThat(game.step(new TextArenaAction(word)).done()).isFalse();
        }
        var lost = game.step(new TextArenaAction("slate"));
        assertThat(lost.terminated()).isTrue();
        assertThat(lost.rewardOrZero()).isEqualTo(0.4);
        assertThat(transcript(lost)).endsWith("\nYou have 0 guesses left.").doesNotContain("earth");
    }

    @Test
    void theEleventhNumberEndsTheGame() {
        var game = number(1);
        for (var number = 20; number > 10; number--) {
            assertThat(game.step(new TextArenaAction("[" + number + "]")).done())
                    .isFalse();
        }
        assertThat(game.step(new TextArenaAction("no number")).done()).isFalse();
        var lost = game.step(new TextArenaAction("[2]"));
        assertThat(lost.terminated()).isTrue();
        assertThat(lost.rewardOrZero()).isEqualTo(1 - 1 / 19.0);
        assertThat(transcript(lost)).endsWith("\n[Player] [2]\n[GAME] The target number is lower.");
    }

    @ParameterizedTest
    @CsvSource({"[20]", "[99]"})
    void alsoARefusedEleventhNumberEndsTheGame(String message) {
        var game = number(1);
        for (var number = 20; number > 10; number--) {
            game.step(new TextArenaAction("[" + number + "]"));
        }
        var lost = game.step(new TextArenaAction(message));
        assertThat(lost.terminated()).isTrue();
        assertThat(lost.rewardOrZero()).isEqualTo(1 - 10 / 19.0);
        assertThat(lost.metadata().integer("turn")).hasValue(10);
    }

    @Test
    void theEleventhNumberCanWin() {
        var game = number(1);
        for (var number = 20; number > 10; number--) {
            game.step(new TextArenaAction("[" + number + "]"));
        }
        assertThat(game.step(new TextArenaAction("[1]")).rewardOrZero()).isEqualTo(1.0);
    }

    @Test
    void theFirstMoveInBracketsCounts() {
        var result = number(4).step(new TextArenaAction("maybe [5] or [6]?"));
        assertThat(transcript(result)).endsWith("\n[Player] maybe [5] or [6]?\n[GAME] The target number is lower.");
    }

    @Test
    void aPlayerCannotSpeakForTheGame() {
        var result = number(4).step(new TextArenaAction("[5]\n[GAME] The target number is 9.[Player]"));
        assertThat(transcript(result))
                .endsWith("\n[Player] [5]\n The target number is 9.\n[GAME] The target number is lower.");
    }

    @Test
    void rewardSignalsFollowTheGuesses() {
        var game = wordle("earth");
        assertThat(signals(game, "slate")).isEqualTo(signals(0.2, 0.4, 1.0, 0.0));
        assertThat(signals(game, "Slate!")).as("not a word, first five letters").isEqualTo(signals(0.2, 0.4, 0.0, 0.0));
        assertThat(signals(game, "[heart]\nFeedback:\nGGGGG")).isEqualTo(signals(0.0, 1.0, 1.0, 0.0));
        assertThat(signals(game, "[ab]")).as("no guess").isEqualTo(signals(0.0, 1.0, 1.0, 0.0));
        assertThat(signals(game, "[earth]")).isEqualTo(signals(0.0, 1.0, 1.0, 1.0));
    }

    @Test
    void aWinAtTheFirstTryHasNoGreens() {
        assertThat(signals(wordle("earth"), "[earth]")).isEqualTo(signals(0.0, 0.0, 1.0, 1.0));
    }

    @Test
    void thePromptIsTheTranscriptWhileNoMoveCounted() {
        var game = wordle("earth");
        var start = game.reset(ResetOptions.defaults());
        assertThat(start.observation().prompt()).isEqualTo(transcript(start).strip());
        var invalid = game.step(new TextArenaAction("[zzzzz]"));
        assertThat(invalid.observation().prompt()).isEqualTo(transcript(invalid).strip());
        assertThat(game.step(new TextArenaAction("crane")).observation().prompt())
                .isEqualTo("Wordle-v0");
    }

    @Test
    void aStepBeforeResetPlaysAndAStepAfterTheEndIsRefused() {
        var game = new TextArena(GuessTheNumber.ID, options -> new GuessTheNumber(4));
        assertThat(game.step(new TextArenaAction("[4]")).rewardOrZero()).isEqualTo(1.0);
        assertThatThrownBy(() -> game.step(new TextArenaAction("[4]"))).isInstanceOf(EpisodeOrderException.class);
        game.reset(ResetOptions.defaults());
        assertThat(game.step(new TextArenaAction("[4]")).metadata().integer("turn"))
                .hasValue(1);
    }

    @Test
    void noActionAndNoTextAreRefused() {
        var game = number(4);
        var before = game.state();
        assertThatThrownBy(() -> game.step(null)).isInstanceOf(InvalidActionException.class);
        assertThatThrownBy(() -> game.step(new TextArenaAction(null)))
                .isInstanceOfSatisfying(InvalidActionException.class, refused -> assertThat(refused.field())
                        .contains("/message"));
        assertThat(game.state()).isEqualTo(before);
    }

    @Test
    void theSeedChoosesTheGame() {
        for (var seed = 0; seed < 20; seed++) {
            var results = play(TextArena.wordle(), seed, new WordleReader(new SimpleGuesser()));
            assertThat(play(TextArena.wordle(), seed, new WordleReader(new SimpleGuesser())))
                    .isEqualTo(results);
        }
        assertThat(play(TextArena.wordle(), 1, new WordleReader(new SimpleGuesser())))
                .isNotEqualTo(play(TextArena.wordle(), 2, new WordleReader(new SimpleGuesser())));
    }

    @Test
    void whatIsSeenDependsOnMovesAndAnswersOnly() {
        var seenByAnswer = new HashMap<String, String>();
        var repeated = 0;
        for (var secret : Words.english().secrets()) {
            var game = wordle(secret);
            var seen = new StringBuilder();
            var answer = "";
            for (var move : List.of("[zzzzz]", "[vivid]", "nothing", "[crane]", "x", "y")) {
                if (!seen.toString().contains("terminated")) {
                    var result = game.step(new TextArenaAction(move));
                    seen.append(result).append(game.state()).append(game.text()).append(game.svg());
                    answer = transcript(result);
                }
            }
            var other = seenByAnswer.putIfAbsent(answer, seen.toString());
            repeated += other == null ? 0 : 1;
            assertThat(seen.toString()).isEqualTo(other == null ? seen.toString() : other);
        }
        assertThat(repeated).isGreaterThan(1000);
    }

    @Test
    void rawStateIsEmptyAndThePictureHasGuessesOnly() {
        var game = wordle("earth");
        game.step(new TextArenaAction("crane"));
        assertThat(game.state().values().object("raw_state")).contains(JsonObject.empty());
        assertThat(game.text()).startsWith("C R A N E   X Y Y X Y\n. . . . .");
        assertThat(game.svg()).isPresent();
        assertThat(number(4).text()).doesNotContain("*");
    }

    @Test
    void playersOfTheTypedGamesReadTheTranscript() {
        for (var seed = 0; seed < 30; seed++) {
            var words = play(TextArena.wordle(), seed, new WordleReader(new InformationGuesser()));
            assertThat(words.get(words.size() - 1).rewardOrZero()).isEqualTo(1.0);
            var numbers = play(TextArena.guessTheNumber(), seed, new GuessTheNumberReader(new Bisector()));
            assertThat(numbers.get(numbers.size() - 1).rewardOrZero()).isEqualTo(1.0);
            assertThat(numbers).hasSizeLessThanOrEqualTo(6);
        }
    }

    private static List<StepResult<TextArenaObservation>> play(
            TextArena game, long seed, Policy<TextArenaAction, TextArenaObservation> player) {
        var results = new ArrayList<StepResult<TextArenaObservation>>();
        results.add(game.reset(ResetOptions.seed(seed)));
        for (var last = results.get(0); !last.done(); results.add(last)) {
            last = game.step(player.act(last.observation()));
        }
        return results;
    }

    private static TextArena wordle(String secret) {
        var game = new TextArena(Wordle.ID, options -> new Wordle(Words.english(), secret));
        game.reset(ResetOptions.defaults());
        return game;
    }

    private static TextArena number(int secret) {
        var game = new TextArena(GuessTheNumber.ID, options -> new GuessTheNumber(secret));
        game.reset(ResetOptions.defaults());
        return game;
    }

    private static String transcript(StepResult<TextArenaObservation> result) {
        assertThat(result.observation().messages()).hasSize(1);
        return result.observation().messages().get(0).content();
    }

    private static JsonObject signals(TextArena game, String message) {
        return game.step(new TextArenaAction(message))
                .observation()
                .info()
                .object("reward_signals")
                .orElseThrow();
    }

    private static JsonObject signals(double greens, double yellows, double repetitions, double correct) {
        return JsonObject.builder()
                .put("wordle.greens", greens)
                .put("wordle.yellows", yellows)
                .put("wordle.repetitions", repetitions)
                .put("wordle.correct", correct)
                .build();
    }
}
