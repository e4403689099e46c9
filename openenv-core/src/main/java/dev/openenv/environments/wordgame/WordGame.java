package dev.openenv.environments.wordgame;

import dev.openenv.CatalogEntry;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EpisodeOrderException;
import dev.openenv.InvalidActionException;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.SuccessCriterion;
import dev.openenv.TaskSet;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The five-letter word game: find a hidden English word in six guesses. Each guess is answered by {@link Marks}.
 *
 * <p>A win pays 1 and ends the episode. The sixth wrong guess ends it too and pays the partial credit of that guess: (letters
 * in place + half the letters elsewhere) / 5. All other guesses pay 0. A word that is not in {@link Words#guesses()} or was
 * guessed before is refused with an {@link InvalidActionException} and costs nothing.
 *
 * <p>The seed chooses the word; there is no other chance. Confined to one thread at a time.
 *
 * <pre>{@code
 * try (var game = new WordGame()) {
 *     var player = new InformationGuesser();
 *     for (var r = game.reset(ResetOptions.seed(42)); !r.done(); ) r = game.step(player.act(r.observation()));
 * }
 * }</pre>
 */
public final class WordGame implements Environment<Guess, Feedback>, Rendering {

    /** What a player is told. */
    public static final String INSTRUCTION = "Find the hidden five-letter English word in six guesses. Each guess is"
            + " marked letter by letter: G right place, Y in the word but elsewhere, X not (or not once more) in the word.";

    private static final Pattern FIVE_LETTERS = Pattern.compile("[a-z]{5}");

    private final Words words;
    private final Function<ResetOptions, String> chooser;
    private @Nullable WordRound round;

    /** A game with {@link Words#english()}. */
    public WordGame() {
        this(Words.english(), options -> options.random().pick(Words.english().secrets()));
    }

    WordGame(Words words, Function<ResetOptions, String> chooser) {
        this.words = words;
        this.chooser = chooser;
    }

    /**
     * The tasks of the game: one for each of the seeds 0 to 99 in the split {@code test}, 100 to 499 in {@code train}.
     *
     * @return the tasks {@code word-0} to {@code word-499}
     */
    public static TaskSet tasks() {
        var tasks = TaskSet.builder();
        for (var split : List.of(
                TaskSet.seeds("word", 0, 100, "test", INSTRUCTION),
                TaskSet.seeds("word", 100, 400, "train", INSTRUCTION))) {
            split.tasks().forEach(task -> tasks.add(task, split.grading(task.id())));
        }
        return tasks.build();
    }

    /**
     * Opens games.
     *
     * @return the provider {@code word-game}
     */
    public static EnvironmentProvider<Guess, Feedback> provider() {
        return InProcessProvider.of(WordGame.class, WordGame::new)
                .withName("word-game")
                .withVersion("1.0.0")
                .withDescription(INSTRUCTION)
                .withSolved(SuccessCriterion.terminatedWith(1))
                .withRewardRange(0, 1)
                .withMaxSteps(WordRound.GUESSES)
                .withTasks(tasks());
    }

    /**
     * The game and its players.
     *
     * @return one entry, with the agents {@code information} and {@code simple}
     */
    public static List<CatalogEntry<?, ?>> entries() {
        return List.of(CatalogEntry.of(provider())
                .withPolicy("information", InformationGuesser::new)
                .withPolicy("simple", SimpleGuesser::new));
    }

    @Override
    public StepResult<Feedback> reset(ResetOptions options) {
        round = new WordRound(chooser.apply(options));
        return StepResult.of(feedback(round, "", "Guess a word of five letters."));
    }

    @Override
    public StepResult<Feedback> step(Guess guess) {
        var game = running();
        var word = allowed(game, guess);
        var marks = game.guess(word);
        if (game.won()) {
            var message = "'" + word + "' is the word.";
            return StepResult.terminated(feedback(game, marks.toString(), message), 1);
        }
        if (game.over()) {
            var message = "No guesses left. The word was '" + game.reveal() + "'.";
            return StepResult.terminated(feedback(game, marks.toString(), message), game.partialCredit());
        }
        var message = "'" + word + "' is marked " + marks + ".";
        return StepResult.of(feedback(game, marks.toString(), message), 0);
    }

    @Override
    public State state() {
        if (round == null) {
            return State.unknown();
        }
        var guessed = round.guesses().stream().map(MarkedGuess::word).toList();
        return State.of(JsonObject.of("guesses", guessed, "guesses_left", round.guessesLeft()));
    }

    @Override
    public String text() {
        return board().text();
    }

    @Override
    public Optional<String> svg() {
        return board().svg();
    }

    private WordBoard board() {
        return new WordBoard(round == null ? List.of() : round.guesses());
    }

    private WordRound running() {
        if (round == null || round.over()) {
            throw new EpisodeOrderException("no game is running; start one with reset");
        }
        return round;
    }

    private String allowed(WordRound game, @Nullable Guess guess) {
        if (guess == null) {
            throw InvalidActionException.of("", "a guess", null);
        }
        @Nullable String word = guess.word();
        if (word == null || !FIVE_LETTERS.matcher(word).matches()) {
            throw InvalidActionException.of("/word", "five letters a to z", word);
        }
        if (!words.contains(word)) {
            throw InvalidActionException.of("/word", "a word of the game's list", word);
        }
        if (game.guessed(word)) {
            throw InvalidActionException.of("/word", "a word that was not guessed before", word);
        }
        return word;
    }

    private static Feedback feedback(WordRound round, String marks, String message) {
        return new Feedback(round.guesses(), marks, round.guessesLeft(), message);
    }
}
