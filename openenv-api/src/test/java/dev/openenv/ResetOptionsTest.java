package dev.openenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ResetOptionsTest {

    @Test
    void eachCallOfRandomStartsTheSameStream() {
        var options = ResetOptions.seed(5);
        assertThat(options.random().nextLong()).isEqualTo(options.random().nextLong());
    }

    @Test
    void withoutASeedChanceComesFromTheSystem() {
        var options = ResetOptions.defaults();
        assertThat(options.seed()).isEmpty();
        assertThat(options.random().nextLong()).isNotEqualTo(options.random().nextLong());
    }

    @Test
    void aMissingSeedIsFilledInWithAtMost53Bits() {
        var filled = ResetOptions.defaults().withSeedIfAbsent();
        assertThat(filled.seed().orElseThrow()).isBetween(0L, (1L << 53) - 1);
        assertThat(ResetOptions.seed(7).withSeedIfAbsent()).isEqualTo(ResetOptions.seed(7));
    }

    @Test
    void episodeIdsHaveBounds() {
        assertThat(ResetOptions.defaults().withEpisodeId("x".repeat(255)).episodeId())
                .isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResetOptions.defaults().withEpisodeId("x".repeat(256)))
                .withMessageContaining("got 256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResetOptions.defaults().withEpisodeId(""));
    }

    @Test
    void namedOptionsKeepTheirOrder() {
        var options = ResetOptions.seed(1).with("rows", 4).with("columns", 12);
        assertThat(options.values().names()).containsExactly("rows", "columns");
        assertThat(options.values().integer("columns")).hasValue(12);
    }
}
