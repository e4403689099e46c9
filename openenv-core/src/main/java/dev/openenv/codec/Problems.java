package dev.openenv.codec;

import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.Mismatch;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Collects mismatches. A place is known only from the inside out: who reads a member notes {@link #count} before and calls
 * {@link #under} after, so that nothing is paid for pointers while all is well.
 */
final class Problems {

    /** A list of a million wrong items shall not become a message of a million sentences. */
    private static final int KEPT = 100;

    private @Nullable ArrayList<Mismatch> kept;
    private int count;

    int count() {
        return count;
    }

    /** Notes a problem at this place; gives null so that a reader can return it. */
    @Nullable
    Object add(String code, String expected, @Nullable Object actual) {
        if (kept == null) {
            kept = new ArrayList<>();
        }
        if (count++ < KEPT) {
            kept.add(new Mismatch("", code, expected, actual));
        }
        return null;
    }

    void addAt(String name, String code, String expected, @Nullable Object actual) {
        var before = count;
        add(code, expected, actual);
        under(before, name);
    }

    /** Says that what was noted since then is inside a member. */
    void under(int before, String name) {
        if (count != before) {
            prefix(before, "/" + name.replace("~", "~0").replace("/", "~1"));
        }
    }

    /** Says that what was noted since then is inside an item. */
    void under(int before, int index) {
        if (count != before) {
            prefix(before, "/" + index);
        }
    }

    void refuse(String what) {
        if (kept != null) {
            throw new JsonMismatchException(what, kept);
        }
    }

    /** What was noted, for a message. */
    String summary() {
        return kept == null
                ? ""
                : String.join("; ", kept.stream().map(Mismatch::toString).toList());
    }

    private void prefix(int before, String segment) {
        if (kept == null) {
            return;
        }
        for (var i = before; i < kept.size(); i++) {
            var m = kept.get(i);
            kept.set(i, new Mismatch(segment + m.pointer(), m.code(), m.expected(), m.actual()));
        }
    }
}
