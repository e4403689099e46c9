package dev.openenv.environments.guessnumber;

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
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Guess the number: find a hidden number from 1 to 20; each wrong guess is answered by "higher" or "lower".
 *
 * <p>The right guess pays 1 and ends the episode. The eleventh wrong guess ends it too and pays 1 - |guess - hidden number| /
 * 19. All other guesses pay 0. A number out of range or guessed before is refused with an {@link InvalidActionException} and
 * costs nothing.
 *
 * <p>The seed chooses the number; there is no other chance. Confined to one thread at a time.
 *
 * <pre>{@code
 * try (var game = new NumberGame()) {
 *     game.reset(ResetOptions.seed(42));
 *     game.step(new NumberGuess(10)).observation().hint();   // for example HIGHER
 * }
 * }</pre>
 */
public final class NumberGame implements Environment<NumberGuess, NumberFeedback>, Rendering {

    /** What a player is told. */
    public static final String INSTRUCTION =
            "Find the hidden number from 1 to 20. Each wrong guess is answered by HIGHER or"
                    + " LOWER: where the hidden number is, seen from the guess.";

    private final ToIntFunction<ResetOptions> chooser;
    private @Nullable NumberRound round;

    /** A game. */
    public NumberGame() {
        this(options -> options.random().nextInt(NumberRound.MIN, NumberRound.MAX + 1));
    }

    NumberGame(ToIntFunction<ResetOptions> chooser) {
        this.chooser = chooser;
    }

    /**
     * The tasks of the game: one for each of the seeds 0 to 99.
     *
     * @return the tasks {@code number-0} to {@code number-99}
     */
    public static TaskSet tasks() {
        return TaskSet.seeds("number", 0, 100, "test", INSTRUCTION);
    }

    /**
     * Opens games.
     *
     * @return the provider {@code guess-the-number}
     */
    public static EnvironmentProvider<NumberGuess, NumberFeedback> provider() {
        return InProcessProvider.of(NumberGame.class, NumberGame::new)
                .withName("guess-the-number")
                .withVersion("1.0.0")
                .withDescription(INSTRUCTION)
                .withSolved(SuccessCriterion.terminatedWith(1))
                .withRewardRange(0, 1)
                .withMaxSteps(NumberRound.GUESSES)
                .withTasks(tasks());
    }

    /**
     * The game and its player.
     *
     * @return one entry, with the agent {@code bisector}
     */
    public static List<CatalogEntry<?, ?>> entries() {
        return List.of(CatalogEntry.of(provider()).withPolicy("bisector", Bisector::new));
    }

    @Override
    public StepResult<NumberFeedback> reset(ResetOptions options) {
        round = new NumberRound(chooser.applyAsInt(options));
        return StepResult.of(feedback(round, "Guess a number from 1 to 20."));
    }

    @Override
    public StepResult<NumberFeedback> step(NumberGuess guess) {
        var game = running();
        var number = allowed(game, guess);
        var hint = game.guess(number);
        if (game.won()) {
            return StepResult.terminated(feedback(game, number + " is the number."), 1);
        }
        if (game.over()) {
            var message = "No guesses left. The number was " + game.reveal() + ".";
            return StepResult.terminated(feedback(game, message), game.partialScore());
        }
        var message = "The number is " + (hint == Hint.HIGHER ? "higher" : "lower") + " than " + number + ".";
        return StepResult.of(feedback(game, message), 0);
    }

    @Override
    public State state() {
        if (round == null) {
            return State.unknown();
        }
        var guessed = round.guesses().stream().map(HintedGuess::number).toList();
        return State.of(JsonObject.of("guesses", guessed, "guesses_left", round.guessesLeft()));
    }

    /** Draws the numbers in a row: {@code >} and {@code <} point to the hidden one, {@code *} is it. */
    @Override
    public String text() {
        return new NumberLine(round == null ? List.of() : round.guesses()).text();
    }

    private NumberRound running() {
        if (round == null || round.over()) {
            throw new EpisodeOrderException("no game is running; start one with reset");
        }
        return round;
    }

    private static int allowed(NumberRound game, @Nullable NumberGuess guess) {
        if (guess == null) {
            throw InvalidActionException.of("", "a guess", null);
        }
        var number = guess.number();
        if (number < NumberRound.MIN || number > NumberRound.MAX) {
            throw InvalidActionException.of(
                    "/number", "a number from " + NumberRound.MIN + " to " + NumberRound.MAX, number);
        }
        if (game.guessed(number)) {
            throw InvalidActionException.of("/number", "a number that was not guessed before", number);
        }
        return number;
    }

    private static NumberFeedback feedback(NumberRound round, String message) {
        return new NumberFeedback(round.guesses(), round.hint(), round.guessesLeft(), message);
    }
}
