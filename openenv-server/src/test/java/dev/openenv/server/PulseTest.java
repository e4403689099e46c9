package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.conformance.ConformanceWorlds;
import java.io.DataInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that fall silent, by a clock that the test moves on. */
@Timeout(60)
class PulseTest {

    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;

    private final AtomicLong ahead = new AtomicLong();

    @Test
    void halfAFrameAndSilenceEndsWithThePingTimeout() throws Exception {
        try (var server = server();
                var client = connect(server.port())) {
            var in = new DataInputStream(client.getInputStream());
            askState(client, in);
            client.getOutputStream().write(new byte[] {(byte) 0x81, (byte) 0xfe, 1});
            passes(21);
            assertThat(in.readUnsignedByte()).isEqualTo(PING);
            in.readNBytes(in.readUnsignedByte());
            passes(21);
            assertThat(in.readUnsignedByte()).isEqualTo(CLOSE);
            in.readUnsignedByte();
            assertThat(in.readUnsignedShort()).isEqualTo(1011);
            Eventually.eventually(() -> server.sessions() == 0, Duration.ofSeconds(10));
        }
    }

    @Test
    void aClientThatAnswersPingsStays() throws Exception {
        try (var server = server();
                var client = connect(server.port())) {
            var in = new DataInputStream(client.getInputStream());
            askState(client, in);
            for (var round = 0; round < 4; round++) {
                passes(21);
                assertThat(in.readUnsignedByte()).isEqualTo(PING);
                in.readNBytes(in.readUnsignedByte());
                client.getOutputStream().write(new byte[] {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0});
                askState(client, in); // so the pong was read before
            }
            assertThat(server.sessions()).isEqualTo(1);
        }
    }

    @Test
    void aVisitorOfThePlaygroundThatFallsSilentIsPingedAndEnded() throws Exception {
        try (var server = server();
                var client = connect(server.port(), "/ws/ui")) {
            var in = new DataInputStream(client.getInputStream());
            readText(in);
            passes(21);
            assertThat(in.readUnsignedByte()).isEqualTo(PING);
            in.readNBytes(in.readUnsignedByte());
            client.getOutputStream()
                    .write(new byte[] {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0, (byte) 0x81, (byte) 0xfe, 1});
            assertThat(in.readUnsignedByte())
                    .as("pong, so the half frame is there")
                    .isEqualTo(0x8a);
            in.readNBytes(in.readUnsignedByte());
            passes(41);
            assertThat(in.readUnsignedByte()).isEqualTo(CLOSE);
            in.readUnsignedByte();
            assertThat(in.readUnsignedShort()).isEqualTo(1011);
            Eventually.eventually(() -> server.connections() == 0, Duration.ofSeconds(10));
        }
    }

    @Test
    void aVisitorOfThePlaygroundThatAnswersPingsStays() throws Exception {
        try (var server = server();
                var client = connect(server.port(), "/ws/ui")) {
            var in = new DataInputStream(client.getInputStream());
            readText(in);
            for (var round = 0; round < 4; round++) {
                passes(21);
                assertThat(in.readUnsignedByte()).isEqualTo(PING);
                in.readNBytes(in.readUnsignedByte());
                client.getOutputStream().write(new byte[] {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0});
                client.getOutputStream().write(new byte[] {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0});
                assertThat(in.readUnsignedByte()).as("pong, so ours was read").isEqualTo(0x8a);
                in.readNBytes(in.readUnsignedByte());
            }
            Ask.of(server).post("/web/reset", "{}");
            readText(in);
        }
    }

    private static void readText(DataInputStream in) throws Exception {
        assertThat(in.readUnsignedByte()).isEqualTo(0x81);
        var length = in.readUnsignedByte();
        in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
    }

    private RunningServer server() {
        return EnvServer.serve(ConformanceWorlds.echo())
                .port(0)
                .web(true)
                .clock(() -> System.nanoTime() + ahead.get())
                .start();
    }

    private void passes(int seconds) {
        ahead.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private static void askState(Socket client, DataInputStream in) throws Exception {
        var state = "{\"type\":\"state\"}".getBytes(StandardCharsets.US_ASCII);
        client.getOutputStream().write(new byte[] {(byte) 0x81, (byte) (0x80 | state.length), 0, 0, 0, 0});
        client.getOutputStream().write(state);
        assertThat(in.readUnsignedByte()).isEqualTo(0x81);
        in.readNBytes(in.readUnsignedByte());
    }

    private static Socket connect(int port) throws Exception {
        return connect(port, "/ws");
    }

    private static Socket connect(int port, String path) throws Exception {
        var client = new Socket("127.0.0.1", port);
        client.setSoTimeout(20_000);
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) client.getInputStream().read());
        }
        assertThat(head).startsWith("HTTP/1.1 101 ");
        return client;
    }
}
