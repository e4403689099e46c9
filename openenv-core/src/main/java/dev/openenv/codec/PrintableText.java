package dev.openenv.codec;

/**
 * Makes foreign text safe to print: what a screen does not show, or what makes it show something else (control characters,
 * direction marks, line separators, halves of surrogate pairs), is spelled as JSON spells it.
 *
 * <p>Immutable and safe for many threads.
 *
 * <pre>{@code
 * PrintableText.of(escape + "[2J done");   // (backslash)u001b[2J done
 * PrintableText.of(twoLines);                // one\ntwo
 * }</pre>
 */
public final class PrintableText {

    private PrintableText() {}

    /**
     * The text on one line. JSON text stays the same JSON.
     *
     * @param text any text
     * @return the text; quotes and backslashes stay as they are
     */
    public static String of(String text) {
        if (text.codePoints().allMatch(PrintableText::isShown)) {
            return text;
        }
        var shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isShown(c)) {
                shown.appendCodePoint(c);
            } else {
                escape(c, shown);
            }
        });
        return shown.toString();
    }

    private static void escape(int c, StringBuilder out) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                for (var unit : Character.toChars(c)) {
                    out.append(String.format("\\u%04x", (int) unit));
                }
            }
        }
    }

    private static boolean isShown(int c) {
        if (c >= ' ' && c <= '~') {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
