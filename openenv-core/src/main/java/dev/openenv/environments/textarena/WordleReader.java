package dev.openenv.environments.textarena;

import dev.openenv.Policy;
import dev.openenv.environments.wordgame.Feedback;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.environments.wordgame.MarkedGuess;
import dev.openenv.environments.wordgame.WordRound;
import java.util.ArrayList;
import java.util.regex.Pattern;

/**
 * Lets a player of the typed word game play Wordle-v0: reads the guesses and their marks out of the transcript.
 *
 * <p>As confined to one episode and one thread at a time as the player.
 *
 * <pre>{@code
 * Policy<TextArenaAction, TextArenaObservation> player = new WordleReader(new InformationGuesser());
 * }</pre>
 */
public final class WordleReader implements Policy<TextArenaAction, TextArenaObservation> {

    private static final Pattern ANSWER = Pattern.compile(
            "\n\\[GAME] You submitted \\[([a-z]{5})]\\.\nFeedback:\n(?:[A-Z] ){4}[A-Z]\n((?:[GYX] ){4}[GYX])\n");

    private final Policy<Guess, Feedback> player;

    /**
     * A reader for a player.
     *
     * @param player decides each guess
     */
    public WordleReader(Policy<Guess, Feedback> player) {
        this.player = player;
    }

    @Override
    public TextArenaAction act(TextArenaObservation observation) {
        return new TextArenaAction(
                "[" + player.act(feedback(observation.transcript())).word() + "]");
    }

    private static Feedback feedback(String transcript) {
        var guesses = new ArrayList<MarkedGuess>();
        var answers = ANSWER.matcher(transcript);
        while (answers.find()) {
            guesses.add(new MarkedGuess(answers.group(1), answers.group(2).replace(" ", "")));
        }
        var marks = guesses.isEmpty() ? "" : guesses.get(guesses.size() - 1).marks();
        return new Feedback(guesses, marks, WordRound.GUESSES - guesses.size(), "");
    }
}
