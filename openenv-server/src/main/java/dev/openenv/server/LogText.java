package dev.openenv.server;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes what clients and worlds wrote fit for a log: one line, printable, of bounded length. */
final class LogText {

    private static final int LONGEST = 400;
    private static final int MOST_CAUSES = 16;

    private LogText() {}

    /** The text with everything but printable ASCII escaped, cut when long. */
    static String of(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        var safe = new StringBuilder(Math.min(text.length(), LONGEST) + 16);
        for (var i = 0; i < text.length() && safe.length() < LONGEST; i++) {
            var c = text.charAt(i);
            switch (c) {
                case '\n' -> safe.append("\\n");
                case '\r' -> safe.append("\\r");
                case '\t' -> safe.append("\\t");
                case '\\' -> safe.append("\\\\");
                case '"' -> safe.append("\\\"");
                default -> {
                    if (c >= ' ' && c < 0x7f) {
                        safe.append(c);
                    } else {
                        safe.append(String.format("\\u%04x", (int) c));
                    }
                }
            }
        }
        return safe.length() < LONGEST ? safe.toString() : safe.append("...").toString();
    }

    /** The same failure, with its causes and stack traces, but with messages that are safe to log. */
    static Throwable safe(Throwable failure) {
        return copy(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static Throwable copy(Throwable failure, Set<Throwable> seen) {
        seen.add(failure);
        var cause = failure.getCause();
        var safeCause = cause == null || seen.contains(cause) || seen.size() >= MOST_CAUSES ? null : copy(cause, seen);
        var copy = new Logged(failure, safeCause);
        for (var suppressed : failure.getSuppressed()) {
            if (!seen.contains(suppressed) && seen.size() < MOST_CAUSES) {
                copy.addSuppressed(copy(suppressed, seen));
            }
        }
        return copy;
    }

    @SuppressWarnings("OverrideThrowableToString") // what is printed is the class of the original
    private static final class Logged extends Throwable {

        private static final long serialVersionUID = 1L;

        private final String text;

        Logged(Throwable original, @Nullable Throwable cause) {
            super(null, cause);
            var message = original.getMessage();
            text = original.getClass().getName() + (message == null ? "" : ": " + of(message));
            setStackTrace(original.getStackTrace());
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
