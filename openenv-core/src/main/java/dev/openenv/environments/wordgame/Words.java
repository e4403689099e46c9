package dev.openenv.environments.wordgame;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The words of the game: those that may be guessed, and the more common ones among them that a game may choose. Both lists
 * are public, to players too.
 *
 * <p>They come from SCOWL (Spell Checker Oriented Word Lists) by Kevin Atkinson; its notice is {@code LICENSE-words.txt}
 * beside the lists. They are read once, when first asked for. Immutable and safe for many threads.
 *
 * <pre>{@code
 * Words.english().contains("crane");   // true
 * }</pre>
 */
public final class Words {

    private final List<String> secrets;
    private final List<String> guesses;
    private final Map<String, Integer> places;

    Words(List<String> secrets, List<String> guesses) {
        this.secrets = List.copyOf(secrets);
        this.guesses = List.copyOf(guesses);
        places =
                IntStream.range(0, guesses.size()).boxed().collect(Collectors.toMap(guesses::get, Function.identity()));
        for (var secret : secrets) {
            if (!places.containsKey(secret)) {
                throw new IllegalArgumentException("the secret '" + secret + "' may not be guessed");
            }
        }
    }

    /**
     * The English words that come with the game.
     *
     * @return the same words at every call
     */
    public static Words english() {
        return English.WORDS;
    }

    /**
     * The words that a game may choose.
     *
     * @return in alphabetical order, all of them in {@link #guesses()} too
     */
    public List<String> secrets() {
        return secrets;
    }

    /**
     * The words that may be guessed.
     *
     * @return in alphabetical order
     */
    public List<String> guesses() {
        return guesses;
    }

    /**
     * Whether a word may be guessed.
     *
     * @param word any text
     * @return true when it is in {@link #guesses()}
     */
    public boolean contains(String word) {
        return places.containsKey(word);
    }

    /** The place of a word in {@link #guesses()}, or -1. */
    int place(String word) {
        return places.getOrDefault(word, -1);
    }

    private static final class English {

        static final Words WORDS = new Words(read("secrets.txt"), read("guesses.txt"));

        private static List<String> read(String resource) {
            try (var stream = Words.class.getResourceAsStream(resource);
                    var reader = new BufferedReader(new InputStreamReader(
                            Objects.requireNonNull(stream, resource), StandardCharsets.US_ASCII))) {
                return reader.lines().collect(Collectors.toUnmodifiableList());
            } catch (IOException failure) {
                throw new UncheckedIOException("cannot read the word list " + resource, failure);
            }
        }
    }
}
