package dev.openenv.benchmarks.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Replies to plain requests on one connection that stays open. */
final class HttpReplies extends Replies {

    private final String sign;

    /** {@code sign} stands in the first bytes of each good reply. */
    HttpReplies(String sign) {
        this.sign = sign;
    }

    private static final String LENGTH = "\r\ncontent-length:";

    @Override
    long bodyLength(byte[] head, int length) throws IOException {
        if (length < 4 || head[length - 1] != '\n' || head[length - 3] != '\n') {
            return -1;
        }
        var text = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("HTTP/1.1 200 ")) {
            throw new IOException("refused: " + text);
        }
        var at = text.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("no length: " + text);
        }
        return Long.parseLong(
                text.substring(at + LENGTH.length(), text.indexOf('\r', at + 2)).strip());
    }

    @Override
    boolean counts(byte[] bytes, int headLength, int length) throws IOException {
        mustHold(sign, bytes, headLength, length);
        return true;
    }
}
