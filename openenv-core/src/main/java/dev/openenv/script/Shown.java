package dev.openenv.script;

/** Texts of agents, models and worlds, as they stand in messages: on one line, printable, not too long. */
final class Shown {

    private static final int LONGEST = 300;

    private Shown() {}

    static String of(Object value) {
        var text = String.valueOf(value);
        var cut = text.length() > LONGEST;
        var line = (cut ? text.substring(0, LONGEST) : text)
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replaceAll("\\p{Cntrl}", "?");
        return cut ? line + "... (" + text.length() + " characters)" : line;
    }

    static String quoted(String text) {
        return '"' + of(text) + '"';
    }
}
