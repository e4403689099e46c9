package dev.openenv.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a mistyped word was meant to be. */
final class Similar {

    private static final int LONGEST = 40;

    private Similar() {}

    /** The nearest name, when no more than a third of the word, and at least one letter, must change. */
    static Optional<String> to(String word, Collection<String> names) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return names.stream()
                .min(Comparator.<String>comparingInt(name -> changes(word, name))
                        .thenComparing(name -> name))
                .filter(name -> changes(word, name) <= Math.max(1, word.length() / 3));
    }

    /** How many letters must be put in, left out or replaced. */
    private static int changes(String from, String to) {
        var row = new int[to.length() + 1];
        for (var j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.length; j++) {
                var replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
