package dev.openenv.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes of JSON text as they grow. Confined to one thread. */
final class Utf8Buffer {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /** From here on it pays to look at eight bytes at a time. */
    private static final int LONG_TEXT = 64;

    /** After so many bytes the search for special ones may end. */
    private static final int BLOCK = 4 << 10;

    /** From here on a text is kept as it is until all is put together, and not copied with every piece that follows. */
    private static final int LARGE_TEXT = 8 << 10;

    /** A character of UTF-16 needs at most six bytes, as an escape. */
    private static final int MOST_BYTES = 6;

    private static final int LONGEST_LONG = 20;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** What the library writes for half a surrogate pair. */
    private static final char REPLACEMENT = '?';

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    /** Below 128: 0 for what stands as it is, 1 for what is written as a number, else the letter of the escape. */
    private static final byte[] ESCAPES = new byte[128];

    static {
        Arrays.fill(ESCAPES, 0, ' ', (byte) 1);
        ESCAPES['"'] = '"';
        ESCAPES['\\'] = '\\';
        ESCAPES['\b'] = 'b';
        ESCAPES['\f'] = 'f';
        ESCAPES['\n'] = 'n';
        ESCAPES['\r'] = 'r';
        ESCAPES['\t'] = 't';
    }

    private final List<byte[]> pieces = new ArrayList<>(0);
    private int piecesLength;
    private byte[] bytes = new byte[256];
    private int length;

    byte[] bytes() {
        if (pieces.isEmpty()) {
            return Arrays.copyOf(bytes, length);
        }
        var whole = ByteBuffer.allocate(piecesLength + length);
        pieces.forEach(whole::put);
        return whole.put(bytes, 0, length).array();
    }

    /** The same in pieces, which saves a copy of what is large. Used last. */
    List<ByteBuffer> buffers() {
        var all = new ArrayList<ByteBuffer>(pieces.size() + 1);
        pieces.forEach(piece -> all.add(ByteBuffer.wrap(piece)));
        all.add(ByteBuffer.wrap(bytes, 0, length));
        return all;
    }

    private void add(byte[] piece) {
        pieces.add(Arrays.copyOf(bytes, length));
        pieces.add(piece);
        piecesLength = (int) withinArray((long) piecesLength + length + piece.length);
        length = 0;
    }

    private static long withinArray(long size) {
        if (size > LARGEST_ARRAY) {
            throw new JsonFormatException("cannot be written as JSON: more than 2 GiB of text");
        }
        return size;
    }

    private void reserve(int count) {
        if (count > bytes.length - length) {
            var needed = withinArray((long) piecesLength + length + count) - piecesLength;
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(2L * bytes.length, LARGEST_ARRAY)));
        }
    }

    void ascii(char c) {
        reserve(1);
        bytes[length++] = (byte) c;
    }

    @SuppressWarnings("deprecation") // takes the low bytes of all characters, which are the whole of ASCII
    void ascii(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
    }

    void number(long value) {
        if (value == Long.MIN_VALUE) {
            ascii(String.valueOf(value));
            return;
        }
        reserve(LONGEST_LONG);
        var left = Math.abs(value);
        var digits = 1;
        for (var rest = left; rest >= 10; rest /= 10) {
            digits++;
        }
        if (value < 0) {
            bytes[length++] = '-';
        }
        length += digits;
        for (var at = length - 1; digits > 0; digits--, at--) {
            bytes[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    /** Writes a text with quotes and escapes; false when it holds half a surrogate pair. */
    boolean quoted(String text) {
        ascii('"');
        var whole = text.length() < LONG_TEXT ? characters(text) : plain(text) || characters(text);
        ascii('"');
        return whole;
    }

    /** Takes a long text in one piece if there is nothing special in it. */
    private boolean plain(String text) {
        // the one encoding that is a mere copy of most texts; what it has no byte for becomes a question mark
        var encoded = text.getBytes(StandardCharsets.ISO_8859_1);
        if (encoded.length != text.length() || !plain(encoded)) {
            return false;
        }
        if (encoded.length >= LARGE_TEXT) {
            add(encoded);
            return true;
        }
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        return true;
    }

    /** Whether all is ASCII and nothing a quote, a backslash, a control character or a question mark. */
    private static boolean plain(byte[] encoded) {
        var at = 0;
        while (at + Long.BYTES <= encoded.length) {
            var end = Math.min(at + BLOCK, encoded.length - Long.BYTES + 1);
            var special = 0L;
            for (; at < end; at += Long.BYTES) { // without a way out, which lets the compiler take several at once
                special |= special((long) LONGS.get(encoded, at));
            }
            if (special != 0) {
                return false;
            }
        }
        for (; at < encoded.length; at++) {
            if (encoded[at] < 0 || ESCAPES[encoded[at]] != 0 || encoded[at] == REPLACEMENT) {
                return false;
            }
        }
        return true;
    }

    /** Not 0 if one of eight bytes is special: below 128 no sum here is carried into the next byte. */
    private static long special(long eight) {
        var plain = eight + (0x80 - ' ') * ONES & unlike(eight, '"') & unlike(eight, '\\') & unlike(eight, REPLACEMENT);
        return (eight | ~plain) & HIGHS;
    }

    /** Sets the highest bit of each byte that is another. */
    private static long unlike(long eight, char other) {
        return (eight ^ other * ONES) + 0x7F * ONES;
    }

    private boolean characters(String text) {
        var count = text.length();
        reserve(Math.max(count, Math.min(count * MOST_BYTES, 1 << 10)));
        for (var i = 0; i < count; i++) {
            var c = text.charAt(i);
            if (length + MOST_BYTES > bytes.length) {
                reserve(count - i + MOST_BYTES);
            }
            if (c < 0x80) {
                if (ESCAPES[c] == 0) {
                    bytes[length++] = (byte) c;
                } else {
                    escaped(c);
                }
            } else if (!Character.isSurrogate(c)) {
                encoded(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < count && Character.isLowSurrogate(text.charAt(i + 1))) {
                encoded(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                return false;
            }
        }
        return true;
    }

    private void escaped(char c) {
        bytes[length++] = '\\';
        if (ESCAPES[c] == 1) {
            bytes[length++] = 'u';
            bytes[length++] = '0';
            bytes[length++] = '0';
            bytes[length++] = (byte) HEX[c >> 4];
            bytes[length++] = (byte) HEX[c & 0xF];
        } else {
            bytes[length++] = ESCAPES[c];
        }
    }

    private void encoded(int c) {
        if (c < 0x800) {
            bytes[length++] = (byte) (0xC0 | c >> 6);
        } else {
            if (c < 0x10000) {
                bytes[length++] = (byte) (0xE0 | c >> 12);
            } else {
                bytes[length++] = (byte) (0xF0 | c >> 18);
                bytes[length++] = (byte) (0x80 | c >> 12 & 0x3F);
            }
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3F);
        }
        bytes[length++] = (byte) (0x80 | c & 0x3F);
    }
}
