package dev.openenv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.openenv.json.JsonObject;
import org.junit.jupiter.api.Test;

class StepResultTest {

    record View(int n) implements Observation {}

    @Test
    void noRewardIsNotARewardOfZero() {
        assertThat(StepResult.of(new View(1)).reward()).isEmpty();
        assertThat(StepResult.of(new View(1), 0).reward()).hasValue(0);
        assertThat(StepResult.of(new View(1))).isNotEqualTo(StepResult.of(new View(1), 0));
        assertThat(StepResult.of(new View(1), 3).withoutReward().reward()).isEmpty();
    }

    @Test
    void doneIsTerminatedOrTruncated() {
        assertThat(StepResult.of(new View(1), 1).done()).isFalse();
        assertThat(StepResult.terminated(new View(1), 1).done()).isTrue();
        assertThat(StepResult.truncated(new View(1), 1).done()).isTrue();
        assertThat(StepResult.terminated(new View(1), 1).withEnd(true, true).truncated())
                .isTrue();
    }

    @Test
    void copiesChangeOnePartOnly() {
        var result = StepResult.of(new View(1), 2).withMetadata(JsonObject.of("k", "v"));
        assertThat(result.withReward(5).metadata()).isEqualTo(JsonObject.of("k", "v"));
        assertThat(result.map(view -> new View(view.n() + 1)))
                .isEqualTo(StepResult.of(new View(2), 2).withMetadata(JsonObject.of("k", "v")));
    }

    @Test
    void impossibleValuesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepResult.of(new View(1), Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StepResult.of(new View(1)).withReward(Double.POSITIVE_INFINITY));
        assertThatNullPointerException().isThrownBy(() -> StepResult.of(null)).withMessageContaining("observation");
    }
}
