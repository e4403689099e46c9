package dev.openenv.environments.textarena;

import dev.openenv.Rendering;
import dev.openenv.environments.guessnumber.Hint;
import dev.openenv.environments.guessnumber.NumberLine;
import dev.openenv.environments.guessnumber.NumberRound;
import dev.openenv.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/** GuessTheNumber-v0. */
final class GuessTheNumber implements TextGame {

    static final String ID = "GuessTheNumber-v0";

    private static final Pattern MOVE = Pattern.compile("\\[(\\d+)]", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int OUTSIDE = -1;

    private final NumberRound round;

    GuessTheNumber(int secret) {
        round = new NumberRound(secret);
    }

    @Override
    public String prompt() {
        return """
                You are Player 0. You are playing Guess The Number.
                You have to guess the number between 1 and 20 within 10 turns.
                As you enter your guess, the game will provide you with hints such as 'higher' or 'lower'.
                You may provide your response in any manner. Only the number that is wrapped in square brackets will be \
                considered as your guess. For example, [5].
                As you play, the history of your guesses will be appended below. Use the information to complete the \
                game before you run out of guesses.
                Enter your guess.""";
    }

    @Override
    public String player() {
        return "Player";
    }

    @Override
    public Verdict play(String move) {
        var match = MOVE.matcher(move);
        if (!match.find()) {
            return Verdict.refused("Invalid move format. Player 0 did not respond with valid '[number]'.");
        }
        var verdict = guess(number(match.group(1)));
        // The eleventh move with a number ends the game, also one that is refused.
        var last = round.over() || (verdict.refusal() != null && round.guessesLeft() == 1);
        return verdict.over() || !last ? verdict : verdict.ended(round.partialScore());
    }

    private Verdict guess(int number) {
        if (number < NumberRound.MIN || number > NumberRound.MAX) {
            return Verdict.refused("Invalid move. Player 0 guessed a number outside the range specified.");
        }
        if (round.guessed(number)) {
            return Verdict.refused("Invalid move. Player 0 has already guessed the number.");
        }
        var hint = round.guess(number);
        return hint == Hint.CORRECT
                ? Verdict.won()
                : Verdict.goesOn("The target number is " + (hint == Hint.HIGHER ? "higher" : "lower") + ".");
    }

    @Override
    public double partialScore() {
        return round.partialScore();
    }

    @Override
    public Optional<JsonObject> signals(String message, double reward) {
        return Optional.empty();
    }

    @Override
    public Rendering rendering() {
        return new NumberLine(round.guesses());
    }

    /** The number that digits of any script stand for, or one outside the range when it is too big. */
    private static int number(String digits) {
        var number = 0;
        for (var at = 0; at < digits.length(); at += Character.charCount(digits.codePointAt(at))) {
            number = number * 10 + Character.digit(digits.codePointAt(at), 10);
            if (number > NumberRound.MAX) {
                return OUTSIDE;
            }
        }
        return number;
    }
}
