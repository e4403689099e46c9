package dev.openenv.report;

import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;

/** Writes text and JSON so that it stays text and JSON wherever it stands in a page. */
final class JsonPage {

    private JsonPage() {}

    /** JSON text on one line; half a surrogate pair, which is no JSON to the SDK's codecs, is shown by its number. */
    static String text(JsonObject json) {
        try {
            return JsonText.write(json);
        } catch (JsonFormatException e) {
            return json.toString();
        }
    }

    /**
     * JSON text for a script element. A left angle bracket can start the end of the element or a comment, and U+2028 and
     * U+2029 end lines in old parsers; JSON has all of them inside strings only, where an escape means the same. Half a
     * surrogate pair has no UTF-8.
     */
    static String block(JsonObject json) {
        var text = text(json);
        var out = new StringBuilder(text.length() + 64);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '<' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c) && !paired(text, i)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Text for an element or a quoted attribute. */
    static String escape(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c == 0 || Character.isSurrogate(c) && !paired(text, i) ? '\uFFFD' : c);
            }
        }
        return out.toString();
    }

    private static boolean paired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
