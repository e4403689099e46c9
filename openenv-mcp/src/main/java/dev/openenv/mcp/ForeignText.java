package dev.openenv.mcp;

import org.jspecify.annotations.Nullable;

/** What others said, for a log: short and on one line. */
final class ForeignText {

    private static final int LONGEST = 500;

    private ForeignText() {}

    static String safe(@Nullable String text) {
        if (text == null) {
            return "";
        }
        var shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return shown.replaceAll("\\p{Cntrl}|[\\u2028\\u2029]", "?");
    }

    static String safe(Throwable failure) {
        return failure.getClass().getSimpleName() + ": " + safe(failure.getMessage());
    }
}
