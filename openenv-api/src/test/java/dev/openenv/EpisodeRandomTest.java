package dev.openenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpisodeRandomTest {

    /** Computed apart from this code, from the published definitions of SplitMix64 and xoshiro256++. */
    @Test
    void outputsAreFrozen() {
        var zero = new EpisodeRandom(0);
        assertThat(IntStream.range(0, 4).mapToLong(i -> zero.nextLong()))
                .containsExactly(0x53175d61490b23dfL, 0x61da6f3dc380d507L, 0x5c0fdf91ec9a7bfcL, 0x2eebf8c3bbe5e1aL);
        var fortyTwo = new EpisodeRandom(42);
        assertThat(IntStream.range(0, 4).mapToLong(i -> fortyTwo.nextLong()))
                .containsExactly(0xd0764d4f4476689fL, 0x519e4174576f3791L, 0xfbe07cfb0c24ed8cL, 0xb37d9f600cd835b8L);
    }

    @Test
    void derivedDrawsAreFrozen() {
        var random = new EpisodeRandom(42);
        assertThat(random.nextInt(6)).isEqualTo(4);
        assertThat(random.nextInt(-3, 4)).isEqualTo(-1);
        assertThat(random.nextDouble()).isEqualTo(0.9838941681774888);
        assertThat(random.nextBoolean()).isTrue();
        assertThat(random.split("deck").nextLong())
                .isEqualTo(new EpisodeRandom(42).split("deck").nextLong());
        assertThat(new EpisodeRandom(42).shuffled(List.of(1, 2, 3, 4, 5)))
                .isEqualTo(new EpisodeRandom(42).shuffled(List.of(1, 2, 3, 4, 5)));
    }

    @Test
    void splitsAreIndependentOfWhatWasDrawnAndOfEachOther() {
        var random = new EpisodeRandom(7);
        var before = random.split("a").nextLong();
        random.nextLong();
        assertThat(random.split("a").nextLong()).isEqualTo(before);
        assertThat(random.split("b").nextLong()).isNotEqualTo(before);
    }

    @Test
    void boundedNumbersAreUniform() {
        var random = new EpisodeRandom(1);
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++) {
            counts[random.nextInt(6)]++;
        }
        for (var count : counts) {
            assertThat(count).isBetween(9_600, 10_400);
        }
    }

    @Test
    void gaussiansHaveMeanZeroAndDeviationOne() {
        var random = new EpisodeRandom(1);
        var draws = IntStream.range(0, 50_000)
                .mapToDouble(i -> random.nextGaussian())
                .toArray();
        var mean = IntStream.range(0, draws.length)
                .mapToDouble(i -> draws[i])
                .average()
                .orElseThrow();
        var variance = IntStream.range(0, draws.length)
                .mapToDouble(i -> draws[i] * draws[i])
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0, within(0.02));
        assertThat(variance).isCloseTo(1, within(0.03));
    }

    @Test
    void rangesStayInsideTheirBounds() {
        var random = new EpisodeRandom(3);
        for (var i = 0; i < 10_000; i++) {
            assertThat(random.nextInt(Integer.MAX_VALUE)).isNotNegative();
            assertThat(random.nextInt(5, 6)).isEqualTo(5);
            assertThat(random.nextDouble(-0.05, 0.05))
                    .isGreaterThanOrEqualTo(-0.05)
                    .isLessThan(0.05);
        }
    }

    @Test
    void emptyRangesAreRefused() {
        var random = new EpisodeRandom(3);
        assertThatIllegalArgumentException().isThrownBy(() -> random.nextInt(0)).withMessageContaining("got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> random.nextInt(4, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> random.nextInt(Integer.MIN_VALUE, Integer.MAX_VALUE));
        assertThatIllegalArgumentException().isThrownBy(() -> random.nextDouble(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> random.pick(List.of()));
    }

    @Test
    void shuffledKeepsTheItemsAndTheInput() {
        var items = List.of("a", "b", "c", "d");
        assertThat(new EpisodeRandom(9).<String>shuffled(items)).containsExactlyInAnyOrderElementsOf(items);
    }
}
