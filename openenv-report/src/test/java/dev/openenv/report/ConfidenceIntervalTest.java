package dev.openenv.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfidenceIntervalTest {

    private static final Offset<Double> CLOSE = within(1e-6);

    /** Table I of R. G. Newcombe, "Two-sided confidence intervals for the single proportion", 1998; then 8 of 10. */
    @ParameterizedTest
    @CsvSource({
        "81, 263, 0.2553, 0.3662",
        "15, 148, 0.0624, 0.1605",
        "0, 20, 0.0000, 0.1611",
        "1, 29, 0.0061, 0.1718",
        "8, 10, 0.4902, 0.9433"
    })
    void wilsonGivesThePublishedBounds(int solved, int trials, double low, double high) {
        var interval = ConfidenceInterval.wilson((double) solved / trials, trials);

        assertThat(interval.low()).isCloseTo(low, within(5e-5));
        assertThat(interval.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void wilsonStaysWithinZeroAndOne() {
        for (var trials = 1; trials < 2000; trials++) {
            assertThat(ConfidenceInterval.wilson(0, trials).low()).isZero();
            assertThat(ConfidenceInterval.wilson(1, trials).high()).isEqualTo(1.0);
        }
    }

    @Test
    void wilsonRefusesWhatIsNoProportion() {
        assertThatThrownBy(() -> ConfidenceInterval.wilson(1.5, 10)).hasMessageContaining("1.5 of 10");
        assertThatThrownBy(() -> ConfidenceInterval.wilson(Double.NaN, 10)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> ConfidenceInterval.wilson(0.5, 0)).hasMessageContaining("0 trials");
    }

    /** t(0.975, 4) is 2.776445 in every table; s is the root of 2.5. */
    @Test
    void meanOfASmallSampleHasStudentsInterval() {
        var interval = ConfidenceInterval.ofMean(1, 2, 3, 4, 5).orElseThrow();

        var half = 2.776445 * Math.sqrt(2.5) / Math.sqrt(5);
        assertThat(interval.low()).isCloseTo(3 - half, CLOSE);
        assertThat(interval.high()).isCloseTo(3 + half, CLOSE);
    }

    /** t(0.975, 1) is 12.706205. */
    @Test
    void twoValuesHaveAWideInterval() {
        var interval = ConfidenceInterval.ofMean(0, 1).orElseThrow();

        assertThat(interval.low()).isCloseTo(0.5 - 12.706205 / 2, CLOSE);
        assertThat(interval.high()).isCloseTo(0.5 + 12.706205 / 2, CLOSE);
    }

    @Test
    void fewerThanTwoValuesHaveNone() {
        assertThat(ConfidenceInterval.ofMean()).isEmpty();
        assertThat(ConfidenceInterval.ofMean(7)).isEmpty();
    }

    @Test
    void equalValuesHaveAnIntervalOfNoWidth() {
        assertThat(ConfidenceInterval.ofMean(0.1, 0.1, 0.1)).contains(new ConfidenceInterval(0.1, 0.1));
    }

    @Test
    void boundsMustBeInOrder() {
        assertThatThrownBy(() -> new ConfidenceInterval(2, 1)).hasMessageContaining("2.0 to 1.0");
        assertThatThrownBy(() -> new ConfidenceInterval(Double.NaN, 1)).hasMessageContaining("NaN");
    }
}
