package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Sends bytes as they are and reads what comes back: requests no decent client sends. */
final class RawHttp implements AutoCloseable {

    static final String HANDSHAKE = "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13";

    private final Socket socket;
    private final DataInputStream in;

    RawHttp(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    /** Status of the answer to one request; -1 when the server closed without one. */
    static int status(int port, String request) throws IOException {
        return status(answer(port, request));
    }

    static int status(String answer) {
        return answer.startsWith("HTTP/1.") ? Integer.parseInt(answer.substring(9, 12)) : -1;
    }

    /** All that comes until the server closes or, when the answer says how long it is, until its end. */
    static String answer(int port, String request) throws IOException {
        try (var raw = new RawHttp(port)) {
            raw.send(request);
            return raw.read();
        }
    }

    /** A head with the usual Host. */
    static String head(String line, int port, String... headers) {
        return line + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // the server has refused already; its answer may still be read
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    /** A socket that is open, for frames byte by byte; nobody reads from it until asked. */
    static RawHttp upgraded(int port) throws IOException {
        var raw = new RawHttp(port);
        raw.send(head("GET /ws", port, HANDSHAKE));
        assertThat(status(raw.read())).isEqualTo(101);
        return raw;
    }

    /** A frame with a mask of zeros; {@code first} is its first byte. */
    static byte[] frame(int first, byte[] payload) {
        var head = new ByteArrayOutputStream();
        head.write(first);
        if (payload.length < 126) {
            head.write(0x80 | payload.length);
        } else if (payload.length < 65536) {
            head.write(0x80 | 126);
            head.write(payload.length >> 8);
            head.write(payload.length);
        } else {
            head.write(0x80 | 127);
            for (var shift = 56; shift >= 0; shift -= 8) {
                head.write((int) ((long) payload.length >> shift));
            }
        }
        head.writeBytes(new byte[4]);
        head.writeBytes(payload);
        return head.toByteArray();
    }

    static byte[] text(String text) {
        return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The next frame of the server: its first byte, then its payload; null when it has closed. */
    byte @Nullable [] readFrame() throws IOException {
        try {
            var first = in.read();
            if (first < 0) {
                return null;
            }
            long length = in.readUnsignedByte();
            length = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
            var frame = new byte[Math.toIntExact(length) + 1];
            frame[0] = (byte) first;
            in.readFully(frame, 1, frame.length - 1);
            return frame;
        } catch (EOFException | SocketException e) {
            return null;
        }
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    String read() throws IOException {
        return read(false);
    }

    /** {@code headOnly} when there is no body, whatever the head says. */
    String read(boolean headOnly) throws IOException {
        var all = new ByteArrayOutputStream();
        try {
            for (var next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
                if (next == '\n' || next == '}') {
                    var text = all.toString(StandardCharsets.ISO_8859_1);
                    var body = text.indexOf("\r\n\r\n");
                    if (body > 0 && (headOnly || text.length() - body - 4 >= length(text))) {
                        return text;
                    }
                }
            }
        } catch (SocketException e) {
            // cut off: what came counts
        }
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    /** How many bytes come until the server closes. */
    long drain() throws IOException {
        var all = 0L;
        try {
            for (var count = skip(1 << 20); count > 0; count = skip(1 << 20)) {
                all += count;
            }
        } catch (SocketException e) {
            // cut off: what came counts
        }
        return all;
    }

    /** Reads as many bytes, or fewer; none at the end. */
    long skip(int most) throws IOException {
        return Math.max(0, in.read(new byte[most]));
    }

    private static int length(String head) {
        var at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
        return at < 0 || head.startsWith("HTTP/1.1 101")
                ? 0
                : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
