package dev.openenv.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
        var whole = new byte[piecesLength + length];
        var at = 0;
        for (var piece : pieces) {
            System.arraycopy(piece, 0, whole, at, piece.length);
            at += piece.length;
        }
        System.arraycopy(bytes, 0, whole, at, length);
        return whole;
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
        var encoded = text.getBytes(StandardCharsets.UTF_8);
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

    /** Whether no byte is a quote, a backslash, a control character, or stands perhaps for half a surrogate pair. */
    private static boolean plain(byte[] ascii) {
        var at = 0;
        for (; at + Long.BYTES <= ascii.length; at += Long.BYTES) {
            var eight = (long) LONGS.get(ascii, at);
            var special = below(eight, ' ')
                    | zero(eight ^ ('"' * ONES))
                    | zero(eight ^ ('\\' * ONES))
                    | zero(eight ^ (REPLACEMENT * ONES));
            if ((special & HIGHS) != 0) {
                return false;
            }
        }
        for (; at < ascii.length; at++) {
            if (ESCAPES[ascii[at]] != 0 || ascii[at] == REPLACEMENT) {
                return false;
            }
        }
        return true;
    }

    /** Sets the highest bit of a byte that is below {@code limit}, and perhaps of others, but only if there is such a byte. */
    private static long below(long eight, int limit) {
        return eight - limit * ONES & ~eight;
    }

    private static long zero(long eight) {
        return below(eight, 1);
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
