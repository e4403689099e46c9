package dev.openenv.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayTest extends RelayContract {

    @Override
    RelayListener relayTo(int port) throws IOException {
        try (var line = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var near = new Socket(InetAddress.getLoopbackAddress(), line.getLocalPort());
            var far = line.accept();
            open.add(near);
            open.add(far);
            var serving = new Thread(() -> {
                try {
                    RelayLink.serve(far.getInputStream(), far.getOutputStream(), port);
                } catch (IOException lineIsClosed) {
                    // the end of the test
                }
            });
            serving.setDaemon(true);
            serving.start();
            return RelayListener.over(near.getInputStream(), near.getOutputStream());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello, this is a log line",
                "\1\0\0\0\7\0\0\0\0",
                "\0\0\0\0\0\0\0\0\0\2\0\0\0\1\177\0\0\0",
                "\0\0\0\0\0\0"
            })
    void nonsenseEndsTheRelay(String said) throws Exception {
        try (var listener = RelayListener.over(said(said), new ByteArrayOutputStream())) {
            while (listener.alive()) {
                Thread.onSpinWait();
            }
            assertThat(listener.failure()).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> connect(listener)).isInstanceOf(IOException.class);
        }
    }

    /** Connects, and hears at least the end where that was still taken. */
    private static void connect(RelayListener listener) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), listener.uri().getPort())) {
            if (endOf(socket)) {
                throw new IOException("ended");
            }
        }
    }

    @Test
    void anEndBeforeTheBeginningIsNotReady() throws Exception {
        try (var listener = RelayListener.over(InputStream.nullInputStream(), new ByteArrayOutputStream())) {
            assertThat(listener.awaitReady(Duration.ofSeconds(20))).isFalse();
        }
    }

    private static ByteArrayInputStream said(String text) {
        return new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }
}
