package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A WebSocket client without a thread of its own, to have many of. Short texts only. */
final class QuietSocket implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;

    private QuietSocket(Socket socket) throws IOException {
        this.socket = socket;
        in = new DataInputStream(socket.getInputStream());
    }

    static QuietSocket open(int port, String path) throws IOException {
        var quiet = new QuietSocket(new Socket("127.0.0.1", port));
        quiet.socket.setTcpNoDelay(true);
        quiet.socket.setSoTimeout(20_000);
        quiet.socket
                .getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var last = new StringBuilder();
        while (last.indexOf("\r\n\r\n") < 0) {
            last.append((char) quiet.in.readUnsignedByte());
        }
        assertThat(last).startsWith("HTTP/1.1 101");
        return quiet;
    }

    void send(String text) throws IOException {
        var payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = new byte[6 + payload.length]; // a mask of zeros leaves the bytes as they are
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        socket.getOutputStream().write(frame);
    }

    /** The next text; pings are skipped. */
    String receive() throws IOException {
        while (true) {
            var kind = in.readUnsignedByte() & 0xf;
            var length = in.readUnsignedByte();
            var text =
                    new String(in.readNBytes(length == 126 ? in.readUnsignedShort() : length), StandardCharsets.UTF_8);
            if (kind == 1) {
                return text;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
