package dev.openenv.environments.wordgame;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which words a game refused: those that were asked for and do not stand in the next feedback. With the game's own
 * word list there are none; a game elsewhere may have another list.
 */
final class Refusals {

    private final Set<String> refused = new HashSet<>();
    private @Nullable String asked;

    void saw(Feedback feedback) {
        var word = asked;
        asked = null;
        if (word != null
                && feedback.guesses().stream().noneMatch(guess -> guess.word().equals(word))) {
            refused.add(word);
        }
    }

    boolean contains(String word) {
        return refused.contains(word);
    }

    Guess ask(String word) {
        asked = word;
        return new Guess(word);
    }
}
