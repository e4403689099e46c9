package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    @Test
    void itCancelsWhatIsUnderWayLast() {
        var cancelled = new ArrayList<String>();
        var interruption = new Interruption();
        interruption.cancelWith(() -> cancelled.add("first"));
        interruption.cancelWith(() -> cancelled.add("second"));

        assertThat(interruption.occurred()).isFalse();
        assertThat(interruption.occur()).isTrue();
        assertThat(interruption.occurred()).isTrue();
        assertThat(cancelled).isEqualTo(List.of("second"));
    }

    @Test
    void whatComesTooLateIsCancelledAtOnce() {
        var cancelled = new ArrayList<String>();
        var interruption = new Interruption();
        interruption.occur();

        interruption.cancelWith(() -> cancelled.add("late"));

        assertThat(cancelled).isEqualTo(List.of("late"));
    }

    @Test
    void withNothingUnderWayThereIsNothingToSave() {
        assertThat(new Interruption().occur()).isFalse();
    }
}
