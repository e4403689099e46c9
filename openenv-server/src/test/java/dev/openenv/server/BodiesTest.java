package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.server.RequestTooBigException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BodiesTest {

    private final Budget.Share share = new Budget(1 << 20, () -> {}).share();

    @Test
    void aBodyThatWasRefusedRoomFindsTheServerBusyWhateverFailsThen() {
        assertThat(share.reach(2 << 20)).isFalse();
        share.end();
        assertThat(Bodies.status(new IOException("closed"), share)).isEqualTo(503);
        assertThat(Bodies.status(new RequestTooBigException(), share)).isEqualTo(503);
        assertThat(Bodies.status(new Bodies.BusyException(), share)).isEqualTo(503);
    }

    @Test
    void aBodyThatHadRoomFailsForItsOwnReason() {
        assertThat(share.reach(1 << 20)).isTrue();
        share.end();
        assertThat(Bodies.status(new IOException("closed"), share)).isEqualTo(400);
        assertThat(Bodies.status(new RequestTooBigException(), share)).isEqualTo(413);
    }
}
