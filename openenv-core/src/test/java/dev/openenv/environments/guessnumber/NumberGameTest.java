package dev.openenv.environments.guessnumber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.EpisodeOrderException;
import dev.openenv.InvalidActionException;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberGameTest {

    @Test
    void hintsPointToTheNumber() {
        var game = game(4);
        var lower = game.step(new NumberGuess(10));
        assertThat(lower.observation().hint()).isEqualTo(Hint.LOWER);
        assertThat(lower.reward()).hasValue(0.0);
        assertThat(game.step(new NumberGuess(1)).observation().hint()).isEqualTo(Hint.HIGHER);
        var won = game.step(new NumberGuess(4));
        assertThat(won.observation().hint()).isEqualTo(Hint.CORRECT);
        assertThat(won.terminated()).isTrue();
        assertThat(won.rewardOrZero()).isEqualTo(1.0);
        assertThat(won.observation().guesses())
                .containsExactly(
                        new HintedGuess(10, Hint.LOWER),
                        new HintedGuess(1, Hint.HIGHER),
                        new HintedGuess(4, Hint.CORRECT));
        assertThat(won.observation().guessesLeft()).isEqualTo(8);
    }

    @Test
    void theEleventhWrongGuessPaysHowNearItIs() {
        var game = game(1);
        for (var number = 20; number > 10; number--) {
            assertThat(game.step(new NumberGuess(number)).done()).isFalse();
        }
        var lost = game.step(new NumberGuess(2));
        assertThat(lost.terminated()).isTrue();
        assertThat(lost.rewardOrZero()).isEqualTo(1 - 1 / 19.0);
        assertThat(lost.observation().message()).contains("was 1.");
    }

    @Test
    void theEleventhGuessCanWin() {
        var game = game(1);
        IntStream.range(0, 10).forEach(guess -> game.step(new NumberGuess(20 - guess)));
        assertThat(game.step(new NumberGuess(1)).rewardOrZero()).isEqualTo(1.0);
    }

    @ParameterizedTest
    @CsvSource({"0", "21", "-1", "10"})
    void anIllegalNumberIsRefusedAndChangesNothing(int number) {
        var game = game(4);
        game.step(new NumberGuess(10));
        var before = game.state() + game.text();
        var refused = catchThrowableOfType(InvalidActionException.class, () -> game.step(new NumberGuess(number)));
        assertThat(refused.field()).contains("/number");
        assertThat(refused.expected()).isPresent();
        assertThat(game.state() + game.text()).isEqualTo(before);
        assertThat(game.step(new NumberGuess(4)).rewardOrZero()).isEqualTo(1.0);
    }

    @Test
    void aStepOutOfOrderIsRefused() {
        assertThatThrownBy(() -> new NumberGame().step(new NumberGuess(1))).isInstanceOf(EpisodeOrderException.class);
        var game = game(4);
        game.step(new NumberGuess(4));
        assertThatThrownBy(() -> game.step(new NumberGuess(5))).isInstanceOf(EpisodeOrderException.class);
        assertThatThrownBy(() -> game(4).step(null)).isInstanceOf(InvalidActionException.class);
    }

    @Test
    void theBisectorFindsEveryNumberInFiveGuesses() {
        for (var secret = 1; secret <= 20; secret++) {
            var game = game(secret);
            var result = game.reset(ResetOptions.defaults());
            while (!result.done()) {
                result = game.step(new Bisector().act(result.observation()));
            }
            assertThat(result.rewardOrZero()).isEqualTo(1.0);
            assertThat(result.observation().guesses()).hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void seedsChooseTheNumber() {
        var secrets = IntStream.range(0, 200).map(NumberGameTest::secret).toArray();
        assertThat(IntStream.range(0, 200).map(NumberGameTest::secret).toArray())
                .isEqualTo(secrets);
        assertThat(IntStream.of(secrets).distinct().sorted().boxed())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void stateAndPictureShowGuessesOnly() {
        var game = new NumberGame(options -> 17);
        assertThat(game.state()).isEqualTo(State.unknown());
        var start = game.reset(ResetOptions.defaults());
        assertThat(start.reward()).isEmpty();
        assertThat(start.observation().hint()).isEqualTo(Hint.NONE);
        var line = "  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20\n";
        assertThat(game.text()).isEqualTo(line + "  .".repeat(20));
        var result = game.step(new NumberGuess(20));
        assertThat(game.text()).isEqualTo(line + "  .".repeat(19) + "  <");
        assertThat(result.toString() + game.state()).doesNotContain("17");
        assertThat(game.state().values().list("guesses")).contains(List.of(20L));
    }

    private static NumberGame game(int secret) {
        var game = new NumberGame(options -> secret);
        game.reset(ResetOptions.defaults());
        return game;
    }

    private static int secret(int seed) {
        var game = new NumberGame();
        var result = game.reset(ResetOptions.seed(seed));
        while (!result.done()) {
            result = game.step(new Bisector().act(result.observation()));
        }
        return result.observation()
                .guesses()
                .get(result.observation().guesses().size() - 1)
                .number();
    }
}
