package dev.openenv.environments.textarena;

import dev.openenv.Policy;
import dev.openenv.environments.guessnumber.Hint;
import dev.openenv.environments.guessnumber.HintedGuess;
import dev.openenv.environments.guessnumber.NumberFeedback;
import dev.openenv.environments.guessnumber.NumberGuess;
import dev.openenv.environments.guessnumber.NumberRound;
import java.util.ArrayList;
import java.util.regex.Pattern;

/**
 * Lets a player of the typed number game play GuessTheNumber-v0: reads the guesses and their hints out of the transcript.
 *
 * <p>As confined to one episode and one thread at a time as the player.
 *
 * <pre>{@code
 * Policy<TextArenaAction, TextArenaObservation> player = new GuessTheNumberReader(new Bisector());
 * }</pre>
 */
public final class GuessTheNumberReader implements Policy<TextArenaAction, TextArenaObservation> {

    private static final Pattern ANSWER =
            Pattern.compile("\n\\[Player] [^\\[]*\\[(\\d{1,2})].*\n\\[GAME] The target number is (higher|lower)\\.");

    private final Policy<NumberGuess, NumberFeedback> player;

    /**
     * A reader for a player.
     *
     * @param player decides each guess
     */
    public GuessTheNumberReader(Policy<NumberGuess, NumberFeedback> player) {
        this.player = player;
    }

    @Override
    public TextArenaAction act(TextArenaObservation observation) {
        return new TextArenaAction(
                "[" + player.act(feedback(observation.transcript())).number() + "]");
    }

    private static NumberFeedback feedback(String transcript) {
        var guesses = new ArrayList<HintedGuess>();
        var answers = ANSWER.matcher(transcript);
        while (answers.find()) {
            var hint = answers.group(2).equals("higher") ? Hint.HIGHER : Hint.LOWER;
            guesses.add(new HintedGuess(Integer.parseInt(answers.group(1)), hint));
        }
        var hint =
                guesses.isEmpty() ? Hint.NONE : guesses.get(guesses.size() - 1).hint();
        return new NumberFeedback(guesses, hint, Math.max(0, NumberRound.GUESSES - guesses.size()), "");
    }
}
