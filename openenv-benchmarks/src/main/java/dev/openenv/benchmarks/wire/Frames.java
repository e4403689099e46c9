package dev.openenv.benchmarks.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Bytes of requests: WebSocket frames masked as a client must, and plain HTTP. */
final class Frames {

    private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PONG = 0x8A;

    private Frames() {}

    static ByteBuffer handshake() {
        return direct(("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    static ByteBuffer post(String path, String json) {
        return post(path, "", json);
    }

    /** {@code headers} are lines with their ends. */
    static ByteBuffer post(String path, String headers, String json) {
        return direct(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers
                        + "Content-Type: application/json\r\nContent-Length: "
                        + json.length() + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.US_ASCII));
    }

    static ByteBuffer text(String json) {
        return frame(TEXT, json.getBytes(StandardCharsets.US_ASCII));
    }

    static ByteBuffer close() {
        return frame(CLOSE, new byte[] {0x03, (byte) 0xE8});
    }

    /** An answer to any ping; what the ping held is not sent back, which both servers take as a sign of life. */
    static ByteBuffer pong() {
        return frame(PONG, new byte[0]);
    }

    private static ByteBuffer frame(int first, byte[] payload) {
        if (payload.length > 125) {
            throw new IllegalArgumentException("a short request, please, not " + payload.length + " bytes");
        }
        var bytes = ByteBuffer.allocate(6 + payload.length)
                .put((byte) first)
                .put((byte) (0x80 | payload.length))
                .put(MASK);
        for (var i = 0; i < payload.length; i++) {
            bytes.put((byte) (payload[i] ^ MASK[i & 3]));
        }
        return direct(bytes.array());
    }

    /** How long the payload after this head of a server's frame is, or -1 when the head is not whole yet. */
    static long bodyLength(byte[] head, int length) {
        if (length < 2) {
            return -1;
        }
        var first = head[1] & 0x7F;
        var more = first < 126 ? 0 : first == 126 ? 2 : 8;
        if (length < 2 + more) {
            return -1;
        }
        var result = more == 0 ? (long) first : 0;
        for (var i = 0; i < more; i++) {
            result = result << 8 | (head[2 + i] & 0xFF);
        }
        return result;
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip().asReadOnlyBuffer();
    }
}
