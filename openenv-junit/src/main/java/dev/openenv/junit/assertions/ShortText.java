package dev.openenv.junit.assertions;

import dev.openenv.codec.PrintableText;

/** Foreign text on one line of bounded width. */
final class ShortText {

    private static final String DOTS = "...";

    private ShortText() {}

    static String of(String text, int widest) {
        // What is far beyond the width need not be escaped.
        var start = text.length() <= 2 * widest ? text : text.substring(0, text.offsetByCodePoints(0, widest + 1));
        var shown = PrintableText.of(start);
        if (shown.codePointCount(0, shown.length()) <= widest) {
            return shown;
        }
        return shown.substring(0, shown.offsetByCodePoints(0, widest - DOTS.length())) + DOTS;
    }

    /** What Java shows of a value of the user's; their code may throw. */
    static String ofAny(Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException e) {
            return "a " + value.getClass().getName() + " that cannot be shown: "
                    + e.getClass().getName();
        }
    }
}
