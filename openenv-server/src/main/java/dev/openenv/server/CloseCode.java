package dev.openenv.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a close frame holds: a code and a reason (RFC 6455, 5.5.1 and 7.4). */
final class CloseCode {

    /** Stands for none; never sent. */
    static final int NONE = 1005;

    private static final int MOST_REASON = FrameReader.MOST_CONTROL - 2;

    private CloseCode() {}

    /** The code in a payload; {@link #NONE} when it is empty. */
    static int read(byte[] payload) throws BadFrameException {
        if (payload.length == 0) {
            return NONE;
        }
        var code = payload.length == 1 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        var standard = code >= 1000 && code <= 1014 && code != 1004 && code != NONE && code != 1006;
        if (!standard && !(code >= 3000 && code <= 4999)) {
            throw new BadFrameException(FrameReader.PROTOCOL_ERROR, "no such close code");
        }
        FrameReader.utf8(Arrays.copyOfRange(payload, 2, payload.length), payload.length - 2);
        return code;
    }

    /** A payload; a long reason is cut. */
    static byte[] bytes(int code, String reason) {
        var text = reason.getBytes(StandardCharsets.UTF_8);
        var length = Math.min(text.length, MOST_REASON);
        while (length < text.length && length > 0 && (text[length] & 0xC0) == 0x80) {
            length--; // not in the middle of a character
        }
        return ByteBuffer.allocate(2 + length)
                .putShort((short) code)
                .put(text, 0, length)
                .array();
    }
}
