package dev.openenv.codec;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Reads UTF-8 strictly: no other encoding is guessed and no broken byte is replaced. */
final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    static String decode(byte[] bytes) {
        if (bytes.length > JsonText.MAX_DOCUMENT) {
            throw tooLong(bytes.length, "bytes");
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            refuseBroken(bytes);
        }
        return text;
    }

    static JsonFormatException tooLong(int length, String unit) {
        return new JsonFormatException("a JSON document of " + length + " " + unit + "; at most "
                + JsonText.MAX_DOCUMENT + " are read at once");
    }

    private static void refuseBroken(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var result = StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(bytes.length), true);
        if (result.isError()) {
            throw new JsonFormatException("not UTF-8: byte " + in.position() + " of " + bytes.length + " is broken");
        }
    }
}
