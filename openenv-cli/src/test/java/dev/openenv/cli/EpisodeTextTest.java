package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpisodeTextTest {

    @Test
    void numbersAreShortHoweverLargeTheyAre() {
        assertThat(EpisodeText.number(0.1 + 0.2)).isEqualTo("0.3");
        assertThat(EpisodeText.number(1e14)).isEqualTo("100000000000000");
        assertThat(EpisodeText.number(-0.0)).isEqualTo("0");
        assertThat(EpisodeText.number(Double.MAX_VALUE)).isEqualTo("1.79769E+308");
        assertThat(EpisodeText.number(-Double.MIN_VALUE)).isEqualTo("-4.94066E-324");
        assertThat(EpisodeText.number(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    }
}
