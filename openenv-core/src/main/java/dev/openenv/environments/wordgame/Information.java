package dev.openenv.environments.wordgame;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntPredicate;

/**
 * How much each guess tells: the entropy, in bits, of its marks when every remaining secret is equally likely (Shannon,
 * "A Mathematical Theory of Communication", 1948).
 *
 * <p>The marks of every guess for every secret are kept, one byte each; a guess's row is made when first asked for. Two
 * threads may make the same row at once, and both get the same bytes. Safe for many threads.
 */
final class Information {

    private static final double SAME = 1e-9;

    private final Words words;
    private final int[] guessOfSecret;
    private final AtomicReferenceArray<byte[]> rows;
    private final double[] weights;

    Information(Words words) {
        this.words = words;
        guessOfSecret = words.secrets().stream().mapToInt(words::place).toArray();
        rows = new AtomicReferenceArray<>(words.guesses().size());
        weights = new double[guessOfSecret.length + 1];
        for (var count = 2; count < weights.length; count++) {
            weights[count] = count * (StrictMath.log(count) / StrictMath.log(2));
        }
    }

    static Information english() {
        return English.INFORMATION;
    }

    /** The guess that tells most when nothing is known. */
    static String englishOpening() {
        return Opening.WORD;
    }

    Words words() {
        return words;
    }

    /** The places of all secrets. */
    int[] all() {
        var all = new int[guessOfSecret.length];
        Arrays.setAll(all, place -> place);
        return all;
    }

    /** The places of the secrets that fit all marks. */
    int[] fitting(List<MarkedGuess> guesses) {
        var fitting = all();
        for (var guess : guesses) {
            var place = words.place(guess.word());
            var row = place >= 0 ? row(place) : marks(guess.word());
            var code = (byte) Marks.parse(guess.marks()).code();
            fitting =
                    Arrays.stream(fitting).filter(secret -> row[secret] == code).toArray();
        }
        return fitting;
    }

    /** Expected bits that a guess tells about these secrets. */
    double bits(int guess, int[] secrets) {
        return (weights[secrets.length] - weight(guess, secrets, new int[Marks.COUNT])) / secrets.length;
    }

    /**
     * The guess with the most expected bits; among equals one that may be the secret itself, then the first.
     *
     * @param secrets at least one
     * @param allowed which guesses to consider, by place
     * @return the place of the guess, or -1 when none is allowed
     */
    int best(int[] secrets, IntPredicate allowed) {
        var counts = new int[Marks.COUNT];
        var best = -1;
        var least = Double.POSITIVE_INFINITY;
        for (var secret : secrets) {
            var guess = guessOfSecret[secret];
            if (allowed.test(guess)) {
                var weight = weight(guess, secrets, counts);
                if (weight < least - SAME) {
                    least = weight;
                    best = guess;
                }
            }
        }
        for (var guess = 0; guess < rows.length(); guess++) {
            var weight = weight(guess, secrets, counts);
            if (weight < least - SAME && allowed.test(guess)) {
                least = weight;
                best = guess;
            }
        }
        return best;
    }

    /** The sum of n log2 n over how many secrets share each marks; the less, the more a guess tells. */
    private double weight(int guess, int[] secrets, int[] counts) {
        var row = row(guess);
        for (var secret : secrets) {
            counts[row[secret] & 0xFF]++;
        }
        var weight = 0.0;
        for (var code = 0; code < counts.length; code++) {
            weight += weights[counts[code]];
            counts[code] = 0;
        }
        return weight;
    }

    private byte[] row(int guess) {
        var row = rows.get(guess);
        if (row == null) {
            row = marks(words.guesses().get(guess));
            rows.set(guess, row);
        }
        return row;
    }

    private byte[] marks(String guess) {
        var secrets = words.secrets();
        var row = new byte[secrets.size()];
        for (var secret = 0; secret < row.length; secret++) {
            row[secret] = (byte) Marks.code(secrets.get(secret), guess);
        }
        return row;
    }

    private static final class English {
        static final Information INFORMATION = new Information(Words.english());
    }

    private static final class Opening {
        static final String WORD =
                english().words().guesses().get(english().best(english().all(), guess -> true));
    }
}
