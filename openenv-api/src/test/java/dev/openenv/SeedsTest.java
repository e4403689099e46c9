package dev.openenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class SeedsTest {

    /** Computed apart from this code, with another SHA-256. */
    @Test
    void derivedSeedsAreFrozen() {
        assertThat(Seeds.episode(42, "word-17", 0)).isEqualTo(8842062893909160L);
        assertThat(Seeds.agent(7)).isEqualTo(8591406190474100L);
    }

    @Test
    void everyPartOfAnEpisodeChangesItsSeed() {
        var seed = Seeds.episode(1, "a", 0);
        assertThat(seed)
                .isNotEqualTo(Seeds.episode(2, "a", 0))
                .isNotEqualTo(Seeds.episode(1, "b", 0))
                .isNotEqualTo(Seeds.episode(1, "a", 1))
                .isNotEqualTo(Seeds.agent(seed));
    }

    @Test
    void seedsBeyond64BitsAreFoldedAndKept() {
        var huge = BigInteger.TWO.pow(64).add(BigInteger.valueOf(5));
        var options = ResetOptions.defaults().withSeed(huge);
        assertThat(options.originalSeed()).contains(huge);
        assertThat(options.seed()).hasValue(-4354566626957819825L);
        assertThat(options.random().nextLong()).isEqualTo(new EpisodeRandom(-4354566626957819825L).nextLong());
    }

    @Test
    void seedsWithin64BitsAreKeptAsTheyAre() {
        assertThat(ResetOptions.seed(Long.MIN_VALUE).seed()).hasValue(Long.MIN_VALUE);
        assertThat(ResetOptions.defaults()
                        .withSeed(BigInteger.valueOf(Long.MAX_VALUE))
                        .seed())
                .hasValue(Long.MAX_VALUE);
    }
}
