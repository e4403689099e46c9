package dev.openenv.docker;

import java.nio.charset.StandardCharsets;

/** The last of what a container said. Safe for many threads. */
final class LogTail {

    static final int MOST_CHARACTERS = 2_000;

    private static final int MOST_BYTES = 4 * MOST_CHARACTERS;

    private final byte[] ring = new byte[MOST_BYTES];
    private long written;

    synchronized void add(byte[] bytes) {
        for (var b : bytes) {
            ring[(int) (written++ % MOST_BYTES)] = b;
        }
    }

    /** Printable text of at most {@value #MOST_CHARACTERS} characters. */
    synchronized String text() {
        var length = (int) Math.min(written, MOST_BYTES);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((written - length + i) % MOST_BYTES)];
        }
        var text = new String(bytes, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "")
                .strip();
        return text.substring(Math.max(0, text.length() - MOST_CHARACTERS));
    }
}
