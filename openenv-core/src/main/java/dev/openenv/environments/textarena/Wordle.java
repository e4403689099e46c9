package dev.openenv.environments.textarena;

import dev.openenv.Rendering;
import dev.openenv.environments.wordgame.Marks;
import dev.openenv.environments.wordgame.WordBoard;
import dev.openenv.environments.wordgame.WordRound;
import dev.openenv.environments.wordgame.Words;
import dev.openenv.json.JsonObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Wordle-v0. */
final class Wordle implements TextGame {

    static final String ID = "Wordle-v0";

    private static final Pattern MOVE = Pattern.compile("\\[(\\w+)]", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SIGNALLED = Pattern.compile("\\[([A-Za-z]{5})]");
    private static final Pattern NOT_A_LETTER = Pattern.compile("[^a-z]");
    private static final String NO_GUESS = "dunno";

    private final Words words;
    private final WordRound round;
    private final Map<String, Integer> uses = new HashMap<>();
    private double greens;
    private double yellows;

    Wordle(Words words, String secret) {
        this.words = words;
        round = new WordRound(secret);
    }

    @Override
    public String prompt() {
        return """
                You are Playing Wordle.
                A secret 5-letter word has been chosen. You have 6 attempts to guess it.
                For each guess, wrap your word in square brackets (e.g., '[apple]').
                Feedback for each letter will be given as follows:
                  - G (green): correct letter in the correct position
                  - Y (yellow): letter exists in the word but in the wrong position
                  - X (wrong): letter is not in the word
                Enter your guess to begin.
                """;
    }

    /** The reference does not name the sender of a guess, so the game's name stands before it. */
    @Override
    public String player() {
        return "GAME";
    }

    @Override
    public Verdict play(String move) {
        var match = MOVE.matcher(move);
        if (!match.find()) {
            return Verdict.refused(
                    "You tried submitting a word in the wrong format. Please make sure to use squared" + " brackets.");
        }
        var word = match.group(1).toLowerCase(Locale.ROOT);
        if (word.codePointCount(0, word.length()) != Marks.LENGTH) {
            return Verdict.refused("Your word must be exactly 5 letters.");
        }
        if (round.guessed(word)) {
            return Verdict.refused("You have already guessed '" + word + "' before. Please try a different word.");
        }
        if (!words.contains(word)) {
            return Verdict.refused("'" + word + "' is not an English word.");
        }
        var marks = round.guess(word);
        if (round.won()) {
            return Verdict.won();
        }
        greens = marks.greens() / 5.0;
        yellows = marks.yellows() / 5.0;
        var answer = Verdict.goesOn("You submitted [" + word + "].\nFeedback:\n" + spaced(word.toUpperCase(Locale.ROOT))
                + "\n" + spaced(marks.toString()) + "\nYou have " + round.guessesLeft() + " guesses left.");
        return round.over() ? answer.ended(round.partialCredit()) : answer;
    }

    @Override
    public double partialScore() {
        return round.partialCredit();
    }

    /**
     * Greens and yellows are those of the last marks that stand in the transcript: a refused or winning guess has none. The
     * reference reads them from the transcript, where a player's own text could pass for marks; here they are the game's.
     */
    @Override
    public Optional<JsonObject> signals(String message, double reward) {
        var guess = signalled(message);
        var before = guess.equals(NO_GUESS) ? 0 : uses.merge(guess, 1, Integer::sum) - 1;
        return Optional.of(JsonObject.builder()
                .put("wordle.greens", greens)
                .put("wordle.yellows", yellows)
                .put("wordle.repetitions", 1.0 - before)
                .put("wordle.correct", reward)
                .build());
    }

    @Override
    public Rendering rendering() {
        return new WordBoard(round.guesses());
    }

    /** The first five letters in brackets, else the first five letters at all. */
    private static String signalled(String message) {
        var match = SIGNALLED.matcher(message);
        if (match.find()) {
            return match.group(1).toLowerCase(Locale.ROOT);
        }
        var letters = NOT_A_LETTER.matcher(message.toLowerCase(Locale.ROOT)).replaceAll("");
        return letters.length() >= Marks.LENGTH ? letters.substring(0, Marks.LENGTH) : NO_GUESS;
    }

    private static String spaced(String letters) {
        return String.join(" ", letters.split(""));
    }
}
