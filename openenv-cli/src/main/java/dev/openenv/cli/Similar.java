package dev.openenv.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody may have meant who mistyped a word. */
final class Similar {

    private static final int MOST_SLIPS = 2;
    private static final int LONGEST = 40;

    private Similar() {}

    /** The word that begins so, or that is at most two slips away and less than half of its letters. */
    static Optional<String> to(String typed, Collection<String> words) {
        if (typed.length() > LONGEST) {
            return Optional.empty();
        }
        var begins = words.stream()
                .filter(word -> typed.length() > 1 && word.startsWith(typed))
                .findFirst();
        return begins.isPresent()
                ? begins
                : words.stream()
                        .filter(word -> slips(typed, word) <= MOST_SLIPS && 2 * slips(typed, word) < word.length())
                        .min(Comparator.comparingInt(word -> slips(typed, word)));
    }

    /** How many letters are missing, too many, wrong or exchanged with their neighbour. */
    static int slips(String one, String other) {
        var table = new int[one.length() + 1][other.length() + 1];
        for (var i = 0; i <= one.length(); i++) {
            for (var j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                var same = one.charAt(i - 1) == other.charAt(j - 1);
                var least =
                        Math.min(table[i - 1][j - 1] + (same ? 0 : 1), Math.min(table[i - 1][j], table[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    least = Math.min(least, table[i - 2][j - 2] + 1);
                }
                table[i][j] = least;
            }
        }
        return table[one.length()][other.length()];
    }
}
