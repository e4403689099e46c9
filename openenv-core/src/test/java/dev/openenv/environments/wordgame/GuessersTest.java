package dev.openenv.environments.wordgame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.openenv.InvalidActionException;
import dev.openenv.Policy;
import dev.openenv.ResetOptions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GuessersTest {

    @Test
    void theInformationGuesserSolvesTheTestTasksAndTheSimpleOneIsWorse() {
        var strong = play(InformationGuesser::new);
        var simple = play(SimpleGuesser::new);
        assertThat(strong.solved()).isGreaterThanOrEqualTo(98);
        assertThat(strong.meanGuesses()).isLessThan(4.0);
        assertThat(simple.solved()).isGreaterThan(50).isLessThanOrEqualTo(strong.solved());
        assertThat(simple.meanGuesses()).isGreaterThan(strong.meanGuesses() + 0.2);
    }

    @Test
    void manyPlayersShareTheTables() throws Exception {
        var alone = play(InformationGuesser::new);
        var threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Score> all = () -> play(InformationGuesser::new);
            for (var together : threads.invokeAll(List.of(all, all, all, all), 60, TimeUnit.SECONDS)) {
                assertThat(together.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void bitsAreTheEntropyOfTheMarks() {
        var words = new Words(
                List.of("abcde", "abcdf", "abcdg", "vwxyz"), List.of("abcde", "abcdf", "abcdg", "efgxx", "vwxyz"));
        var information = new Information(words);
        // efgxx parts the first three: marks YXXXX, XYXXX, XXYXX, and XXGXX for the last: two bits
        assertThat(information.bits(words.place("efgxx"), information.all())).isCloseTo(2.0, within(1e-12));
        // abcde: itself, {abcdf, abcdg}, vwxyz: one half of a bit less
        assertThat(information.bits(words.place("abcde"), information.all())).isCloseTo(1.5, within(1e-12));
        assertThat(information.best(information.all(), guess -> true)).isEqualTo(words.place("efgxx"));
    }

    @Test
    void amongEqualGuessesOneThatFitsIsTaken() {
        var words = new Words(List.of("bbbbb", "ccccc", "ddddd"), List.of("abcxx", "bbbbb", "bcdxx", "ccccc", "ddddd"));
        var information = new Information(words);
        var two = Arrays.copyOf(information.all(), 2);
        assertThat(information.best(two, guess -> true)).isEqualTo(words.place("bbbbb"));
        assertThat(information.best(two, guess -> guess == words.place("bcdxx")))
                .isEqualTo(words.place("bcdxx"));
        assertThat(information.best(two, guess -> false)).isEqualTo(-1);
    }

    @Test
    void aSecretOutsideTheListOfSecretsIsFoundToo() {
        var rare = Words.english().guesses().stream()
                .filter(word -> !Words.english().secrets().contains(word))
                .filter(word -> word.startsWith("q"))
                .findFirst()
                .orElseThrow();
        for (var player : List.<Policy<Guess, Feedback>>of(new SimpleGuesser(), new InformationGuesser())) {
            var game = new WordGame(Words.english(), options -> rare);
            var result = game.reset(ResetOptions.defaults());
            while (!result.done()) {
                result = game.step(player.act(result.observation()));
            }
            assertThat(result.observation().guesses()).isNotEmpty();
        }
    }

    @Test
    void aRefusedWordIsNotAskedAgain() {
        var few = new Words(List.of("earth"), List.of("earth"));
        for (var player : List.<Policy<Guess, Feedback>>of(new SimpleGuesser(), new InformationGuesser())) {
            var game = new WordGame(few, options -> "earth");
            var start = game.reset(ResetOptions.defaults()).observation();
            var first = player.act(start);
            assertThatThrownBy(() -> game.step(first)).isInstanceOf(InvalidActionException.class);
            assertThat(player.act(start)).isNotEqualTo(first);
        }
    }

    @Test
    void marksThatFitNoWordAreSaidPlainly() {
        var impossible = new Feedback(
                List.of(new MarkedGuess("crane", "GGGGG"), new MarkedGuess("slate", "GGGGG")), "GGGGG", 4, "");
        assertThatThrownBy(() -> new SimpleGuesser().act(impossible)).hasMessageContaining("no word fits");
        assertThatThrownBy(() -> new InformationGuesser().act(impossible)).hasMessageContaining("no word fits");
    }

    private static Score play(Supplier<? extends Policy<Guess, Feedback>> players) {
        var tasks = WordGame.tasks().split("test");
        var solved = 0;
        var guesses = 0;
        for (var task : tasks.tasks()) {
            var game = new WordGame();
            var result = game.reset(tasks.grading(task.id()).resetOptions());
            for (var player = players.get(); !result.done(); ) {
                result = game.step(player.act(result.observation()));
                guesses++;
            }
            solved += result.rewardOrZero() == 1.0 ? 1 : 0;
        }
        return new Score(solved, (double) guesses / tasks.size());
    }

    private record Score(int solved, double meanGuesses) {}
}
