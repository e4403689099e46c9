package dev.openenv.environments.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DecimalTest {

    @Test
    void fixedKeepsAllPlaces() {
        assertThat(Decimal.fixed(0.5, 2)).isEqualTo("0.50");
        assertThat(Decimal.fixed(-0.034, 2)).isEqualTo("-0.03");
        assertThat(Decimal.fixed(-0.001, 2)).isEqualTo("0.00");
        assertThat(Decimal.fixed(12, 0)).isEqualTo("12");
        assertThat(Decimal.fixed(3.000001, 6)).isEqualTo("3.000001");
    }

    @Test
    void briefDropsTrailingZeros() {
        assertThat(Decimal.brief(12.5)).isEqualTo("12.5");
        assertThat(Decimal.brief(100)).isEqualTo("100");
        assertThat(Decimal.brief(-0.05)).isEqualTo("-0.05");
    }

    @Test
    void tooManyPlacesAreRefused() {
        assertThatThrownBy(() -> Decimal.fixed(1, 7)).hasMessageContaining("got 7");
    }
}
