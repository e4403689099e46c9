package dev.openenv;

import java.util.ArrayList;
import java.util.List;

/**
 * The chance of an episode: a generator whose every output is frozen for a given seed, on every JDK and in every later
 * version of this library.
 *
 * <p>The algorithm is xoshiro256++ 1.0 by Blackman and Vigna, its state filled by SplitMix64 (both published at
 * prng.di.unimi.it). Bounded integers use Lemire's multiply-and-reject ("Fast Random Integer Generation in an
 * Interval", 2019), Gaussians Marsaglia's polar method with {@link StrictMath}. Not for cryptography.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * var random = options.random();
 * var word = random.pick(words);
 * var deck = random.split("deck").shuffled(cards);   // not disturbed by other draws
 * }</pre>
 */
public final class EpisodeRandom {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long seed;
    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /**
     * A generator at the start of its stream.
     *
     * @param seed any number
     */
    public EpisodeRandom(long seed) {
        this.seed = seed;
        var weyl = seed;
        s0 = mix(weyl += GOLDEN_GAMMA);
        s1 = mix(weyl += GOLDEN_GAMMA);
        s2 = mix(weyl += GOLDEN_GAMMA);
        s3 = mix(weyl + GOLDEN_GAMMA);
    }

    /**
     * An independent generator for one purpose. It depends on this generator's seed and the name only, not on what has
     * been drawn.
     *
     * @param name what it is for
     * @return a generator at the start of its stream
     */
    public EpisodeRandom split(String name) {
        return new EpisodeRandom(Seeds.hash("openenv/split/" + seed + "/" + name));
    }

    /**
     * Draws 64 bits.
     *
     * @return any number
     */
    public long nextLong() {
        var result = Long.rotateLeft(s0 + s3, 23) + s0;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /**
     * Draws a whole number below a bound, each equally likely.
     *
     * @param bound at least 1
     * @return 0 to bound - 1
     * @throws IllegalArgumentException when the bound is below 1
     */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be at least 1, got " + bound);
        }
        var product = (nextLong() >>> 32) * bound;
        if ((product & 0xFFFFFFFFL) < bound) {
            var threshold = (0x100000000L - bound) % bound;
            while ((product & 0xFFFFFFFFL) < threshold) {
                product = (nextLong() >>> 32) * bound;
            }
        }
        return (int) (product >>> 32);
    }

    /**
     * Draws a whole number in a range, each equally likely.
     *
     * @param origin the least
     * @param bound one more than the greatest, above origin and less than 2^31 from it
     * @return origin to bound - 1
     * @throws IllegalArgumentException when the range is empty or too wide
     */
    public int nextInt(int origin, int bound) {
        var width = (long) bound - origin;
        if (width < 1 || width > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("range must hold 1 to 2^31-1 numbers, got " + origin + " to " + bound);
        }
        return origin + nextInt((int) width);
    }

    /**
     * Draws a number with 53 random bits.
     *
     * @return at least 0, below 1
     */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /**
     * Draws a number in a range.
     *
     * @param origin the least, finite
     * @param bound above origin, finite
     * @return at least origin, below bound
     * @throws IllegalArgumentException when the range is empty or not finite
     */
    public double nextDouble(double origin, double bound) {
        if (!(origin < bound) || !Double.isFinite(bound - origin)) {
            throw new IllegalArgumentException("range must not be empty, got " + origin + " to " + bound);
        }
        return Math.min(origin + nextDouble() * (bound - origin), Math.nextDown(bound));
    }

    /**
     * Tosses a fair coin.
     *
     * @return true or false
     */
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    /**
     * Draws from the normal distribution.
     *
     * @return mean 0, standard deviation 1
     */
    public double nextGaussian() {
        double x;
        double square;
        do {
            x = 2 * nextDouble() - 1;
            var y = 2 * nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
    }

    /**
     * Picks one, each equally likely.
     *
     * @param choices at least one
     * @param <T> what is picked
     * @return one of them
     * @throws IllegalArgumentException when there is nothing to pick from
     */
    public <T> T pick(List<? extends T> choices) {
        return choices.get(nextInt(choices.size()));
    }

    /**
     * Puts things into a random order, each order equally likely (Fisher and Yates).
     *
     * @param items left as they are
     * @param <T> what is shuffled
     * @return a new list
     */
    public <T> List<T> shuffled(List<? extends T> items) {
        var result = new ArrayList<T>(items);
        for (var last = result.size() - 1; last > 0; last--) {
            var other = nextInt(last + 1);
            var moved = result.get(last);
            result.set(last, result.get(other));
            result.set(other, moved);
        }
        return result;
    }

    private static long mix(long value) {
        var z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
