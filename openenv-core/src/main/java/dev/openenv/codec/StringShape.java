package dev.openenv.codec;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text. Its length counts code points; its pattern matches the whole of it. */
final class StringShape extends Scalar {

    private final int min;
    private final int max;
    private final @Nullable Pattern pattern;
    private final String expected;

    StringShape(Limits limits) {
        limits.texts();
        min = limits.minLength();
        max = limits.maxLength();
        pattern = limits.compiledPattern();
        expected = "a text" + limits.lengths("characters");
    }

    @Override
    String expected() {
        return expected;
    }

    @Override
    @Nullable
    Object read(Object json, Problems problems) {
        return json instanceof String ? json : problems.add("type", expected, json);
    }

    @Override
    Object write(Object value) {
        return value;
    }

    @Override
    boolean valid(Object value, Problems problems) {
        var text = (String) value;
        if (!fits(text)) {
            problems.add("length", expected, value);
            return false;
        }
        if (pattern != null && !matches(pattern, text)) {
            problems.add("pattern", "a text like " + pattern.pattern(), value);
            return false;
        }
        return true;
    }

    private boolean fits(String text) {
        var units = text.length();
        if (units <= max && units / 2 >= min) {
            return true;
        }
        if (units < min) {
            return false;
        }
        var length = text.codePointCount(0, units);
        return length >= min && length <= max;
    }

    /** A text that exhausts the stack of the matcher, which an agent may send on purpose, is one that does not match. */
    private static boolean matches(Pattern pattern, String text) {
        try {
            return pattern.matcher(text).matches();
        } catch (StackOverflowError e) {
            return false;
        }
    }

    @Override
    Words schema(Definitions definitions) {
        var words = Words.type("string");
        if (min > 0) {
            words.put("minLength", min);
        }
        if (max < Integer.MAX_VALUE) {
            words.put("maxLength", max);
        }
        if (pattern != null) {
            words.put("pattern", "^(?:" + pattern.pattern() + ")$");
        }
        return words;
    }
}
