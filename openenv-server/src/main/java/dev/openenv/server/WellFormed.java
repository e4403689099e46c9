package dev.openenv.server;

/** Makes any text of ours or of a world one that can be written. */
final class WellFormed {

    private WellFormed() {}

    /** The text with halves of surrogate pairs replaced. */
    static String text(String text) {
        StringBuilder copy = null;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                copy = copy == null ? new StringBuilder(text) : copy;
                copy.setCharAt(i, '\uFFFD');
            }
        }
        return copy == null ? text : copy.toString();
    }
}
