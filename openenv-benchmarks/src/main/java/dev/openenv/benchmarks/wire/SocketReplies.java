package dev.openenv.benchmarks.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The answer to a handshake, which counts as a reply, then frames. */
final class SocketReplies extends Replies {

    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;

    private boolean open;
    private boolean pinged;

    /** Whether a ping came in since the last call. */
    boolean pinged() {
        var was = pinged;
        pinged = false;
        return was;
    }

    @Override
    long bodyLength(byte[] head, int length) throws IOException {
        if (open) {
            return Frames.bodyLength(head, length);
        }
        if (length < 4 || head[length - 1] != '\n' || head[length - 3] != '\n') {
            return -1;
        }
        var text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("refused: " + text);
        }
        return 0;
    }

    @Override
    boolean counts(byte[] bytes, int headLength, int length) throws IOException {
        if (!open) {
            open = true;
            return true;
        }
        switch (bytes[0] & 0xFF) {
            case TEXT -> {
                mustHold("\"observation\"", bytes, headLength, length);
                return true;
            }
            case PING -> {
                pinged = true;
                return false;
            }
            case CLOSE ->
                throw new IOException("closed by the server: "
                        + new String(bytes, headLength, length - headLength, StandardCharsets.UTF_8));
            default -> throw new IOException("an unexpected frame, first byte " + bytes[0]);
        }
    }
}
