package dev.openenv.cli;

/** Makes text of foreign origin harmless: what is in a recording or a world must not command the terminal. */
final class Printable {

    private Printable() {}

    /** The text on one line. */
    static String line(String text) {
        return clean(text, false);
    }

    /** The text with its line breaks. */
    static String lines(String text) {
        return clean(text.replace("\r\n", "\n"), true);
    }

    private static String clean(String text, boolean breaks) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint((c == '\n' && breaks) || harmless(c) ? c : '?'));
        return shown.toString();
    }

    private static boolean harmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
