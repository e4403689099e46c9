package dev.openenv.benchmarks.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds the ends of replies in what a server sends: a head that tells a length, then so many bytes, of which only the first
 * are looked at. Cheap, so that the client is not what is measured. Confined to one thread.
 */
abstract class Replies {

    private static final int MOST_HEAD = 720;
    private static final int LOOKED_AT = 48;

    private final byte[] bytes = new byte[MOST_HEAD + LOOKED_AT];
    private int length;
    private int headLength;
    private long left;

    /** How long the body after this head is, or -1 when the head is not whole yet. */
    abstract long bodyLength(byte[] head, int length) throws IOException;

    /** Whether this is the reply to a request; throws when it is an error. Of the body only the first bytes are there. */
    abstract boolean counts(byte[] bytes, int headLength, int length) throws IOException;

    /** Takes all that came in and says how many replies ended in it. */
    final int take(ByteBuffer in) throws IOException {
        var ended = 0;
        while (in.hasRemaining()) {
            if (headLength == 0) {
                bytes[length++] = in.get();
                left = bodyLength(bytes, length);
                if (left >= 0) {
                    headLength = length;
                } else if (length == MOST_HEAD) {
                    throw new IOException("a head of more than " + length + " bytes");
                }
            } else {
                var look = (int) Math.min(Math.min(left, in.remaining()), headLength + LOOKED_AT - length);
                in.get(bytes, length, look);
                length += look;
                var skip = (int) Math.min(left - look, in.remaining());
                in.position(in.position() + skip);
                left -= look + skip;
            }
            if (headLength > 0 && left == 0) {
                if (counts(bytes, headLength, length)) {
                    ended++;
                }
                headLength = 0;
                length = 0;
            }
        }
        return ended;
    }

    static void mustHold(String sign, byte[] bytes, int from, int to) throws IOException {
        var last = to - sign.length();
        for (var i = from; i <= last; i++) {
            var same = 0;
            while (same < sign.length() && bytes[i + same] == sign.charAt(same)) {
                same++;
            }
            if (same == sign.length()) {
                return;
            }
        }
        throw new IOException("not a good reply: " + new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }
}
