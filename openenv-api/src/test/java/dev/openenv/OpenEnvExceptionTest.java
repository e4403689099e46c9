package dev.openenv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenEnvExceptionTest {

    @Test
    void anInterruptionIsTheCallersAndLeavesTheThreadAsItWas() {
        var cause = new InterruptedException();
        var error = OpenEnvException.interrupted("waited for tools", Effect.MAYBE, Retry.NEVER, cause);
        assertThat(error)
                .hasMessage("the thread was interrupted while it waited for tools")
                .hasCause(cause);
        assertThat(error.code()).isEqualTo("interrupted");
        assertThat(error.blame()).isEqualTo(Blame.CALLER);
        assertThat(error.effect()).isEqualTo(Effect.MAYBE);
        assertThat(error.retry()).isEqualTo(Retry.NEVER);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
