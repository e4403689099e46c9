package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LineInputTest {

    @Test
    void linesAreGivenInOrderWhateverEndsThem() throws Exception {
        var input = of("one\r\n\ntwo");

        assertThat(input.next()).contains("one");
        assertThat(input.next()).contains("");
        assertThat(input.next()).contains("two");
        assertThat(input.next()).isEmpty();
        assertThat(input.next()).isEmpty();
    }

    @Test
    void aLineThatIsTooLongIsCutAndTheNextOneIsWhole() throws Exception {
        var input = of("x".repeat(3 * LineInput.LONGEST) + "\nnext\n");

        assertThat(input.next().orElseThrow()).hasSize(LineInput.LONGEST + 1);
        assertThat(input.next()).contains("next");
        assertThat(input.next()).isEmpty();
    }

    @Test
    void anInputWithoutEndIsNotReadAheadWithoutBound() throws Exception {
        var chunks = new Semaphore(1_000);
        var tooMany = new CountDownLatch(200);
        var input = new LineInput(
                new InputStream() {
                    @Override
                    public int read() {
                        return '\n';
                    }

                    @Override
                    public int read(byte[] buffer, int from, int length) {
                        chunks.acquireUninterruptibly();
                        buffer[from] = '\n';
                        tooMany.countDown();
                        return 1;
                    }
                },
                StandardCharsets.UTF_8);

        for (var i = 0; i < 100; i++) {
            assertThat(input.next()).contains("");
        }
        assertThat(tooMany.await(300, TimeUnit.MILLISECONDS)).isFalse();
    }

    private static LineInput of(String text) {
        return new LineInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
