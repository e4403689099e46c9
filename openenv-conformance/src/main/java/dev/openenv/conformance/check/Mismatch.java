package dev.openenv.conformance.check;

/** The server did something else than the contract says. */
final class Mismatch extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 600;

    Mismatch(String what, Object expected, Object got) {
        this(what + ": expected " + cut(expected) + ", got " + cut(got));
    }

    Mismatch(String text) {
        super(text, null, false, false);
    }

    private static String cut(Object value) {
        var text = String.valueOf(value);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "... (" + text.length() + " characters)" : text;
    }
}
