package dev.openenv.json;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One place where JSON is not as described.
 *
 * @param pointer JSON pointer (RFC 6901) to the place, empty for the whole
 * @param code a short word for programs: {@code missing}, {@code extra}, {@code type}, {@code range}, {@code length},
 *     {@code pattern}, {@code choice}, {@code format}, {@code value}
 * @param expected what would have been right
 * @param actual what was there; null when nothing was, or null
 */
public record Mismatch(String pointer, String code, String expected, @Nullable Object actual) {

    /**
     * Checks that the first three are there.
     *
     * @param pointer JSON pointer (RFC 6901) to the place, empty for the whole
     * @param code a short word for programs: {@code missing}, {@code extra}, {@code type}, {@code range}, {@code length}, {@code pattern}, {@code choice}, {@code format}, {@code value}
     * @param expected what would have been right
     * @param actual what was there; null when nothing was, or null
     */
    public Mismatch {
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(expected, "expected");
    }

    @Override
    public String toString() {
        var place = pointer.isEmpty() ? "the value" : pointer;
        if (code.equals("missing")) {
            return place + ": missing, expected " + expected;
        }
        var text = actual instanceof CharSequence ? "'" + actual + "'" : String.valueOf(actual);
        var shown = text.length() <= 100 ? text : text.substring(0, 100) + "... (" + text.length() + " characters)";
        return place + ": expected " + expected + ", got " + shown;
    }
}
