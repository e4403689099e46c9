package dev.openenv.environments.wordgame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The marks of a five-letter guess. First every letter in its right place is marked {@code G}; then, from the left, each
 * other letter is marked {@code Y} as long as the hidden word has one more of it that no mark stands for yet, else {@code
 * X}.
 *
 * <p>Immutable; there are {@value #COUNT} different ones, and equal marks are the same object.
 *
 * <pre>{@code
 * Marks.of("earth", "slate").toString();   // XXYGY
 * }</pre>
 */
public final class Marks {

    /** Letters in a word. */
    public static final int LENGTH = 5;

    /** How many different marks there are. */
    public static final int COUNT = 243;

    private static final int WON = COUNT - 1;
    private static final String LETTERS = "XYG";
    private static final List<Marks> ALL = all();

    private final int code;
    private final String text;
    private final int greens;
    private final int yellows;

    private Marks(int code) {
        this.code = code;
        var letters = new StringBuilder();
        for (var rest = code; letters.length() < LENGTH; rest /= 3) {
            letters.append(LETTERS.charAt(rest % 3));
        }
        text = letters.toString();
        greens = count('G');
        yellows = count('Y');
    }

    /**
     * Marks a guess.
     *
     * @param secret the hidden word, five letters a to z
     * @param guess five letters a to z
     * @return the marks
     * @throws IllegalArgumentException when a word has not five letters
     */
    public static Marks of(String secret, String guess) {
        if (secret.length() != LENGTH || guess.length() != LENGTH) {
            throw new IllegalArgumentException(
                    "words must have " + LENGTH + " letters, got '" + secret + "' and '" + guess + "'");
        }
        return ofCode(code(secret, guess));
    }

    /**
     * Reads marks.
     *
     * @param text five of the letters G, Y and X
     * @return the marks
     * @throws IllegalArgumentException when the text is anything else
     */
    public static Marks parse(String text) {
        var code = 0;
        for (var at = LENGTH - 1; at >= 0; at--) {
            var mark = text.length() == LENGTH ? LETTERS.indexOf(text.charAt(at)) : -1;
            if (mark < 0) {
                throw new IllegalArgumentException("marks are five of G, Y and X, got '" + text + "'");
            }
            code = code * 3 + mark;
        }
        return ofCode(code);
    }

    /**
     * Letters in their right place.
     *
     * @return 0 to 5
     */
    public int greens() {
        return greens;
    }

    /**
     * Letters that are in the word, but elsewhere.
     *
     * @return 0 to 5
     */
    public int yellows() {
        return yellows;
    }

    /**
     * Whether every letter is in its right place.
     *
     * @return true when the guess is the hidden word
     */
    public boolean won() {
        return code == WON;
    }

    /**
     * What a lost game pays for these marks: (greens + 0.5 yellows) / 5.
     *
     * @return 0 to 1
     */
    public double partialCredit() {
        return (greens + 0.5 * yellows) / LENGTH;
    }

    /**
     * The marks as five letters.
     *
     * @return for example {@code XYGXX}
     */
    @Override
    public String toString() {
        return text;
    }

    int code() {
        return code;
    }

    static Marks ofCode(int code) {
        return ALL.get(code);
    }

    /** The marks as a number: base 3, the first letter in the lowest digit; X is 0, Y is 1, G is 2. */
    static int code(String secret, String guess) {
        var code = 0;
        var used = 0; // bit i: letter i of the secret is green or stands for a yellow already
        for (int at = 0, digit = 1; at < LENGTH; at++, digit *= 3) {
            if (secret.charAt(at) == guess.charAt(at)) {
                used |= 1 << at;
                code += 2 * digit;
            }
        }
        var greens = used;
        for (int at = 0, digit = 1; at < LENGTH; at++, digit *= 3) {
            if ((greens >> at & 1) != 0) {
                continue;
            }
            for (var other = 0; other < LENGTH; other++) {
                if ((used >> other & 1) == 0 && secret.charAt(other) == guess.charAt(at)) {
                    used |= 1 << other;
                    code += digit;
                    break;
                }
            }
        }
        return code;
    }

    private int count(char mark) {
        return (int) text.chars().filter(letter -> letter == mark).count();
    }

    private static List<Marks> all() {
        var all = new ArrayList<Marks>(COUNT);
        for (var code = 0; code < COUNT; code++) {
            all.add(new Marks(code));
        }
        return Collections.unmodifiableList(all);
    }
}
