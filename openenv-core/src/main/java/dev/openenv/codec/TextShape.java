package dev.openenv.codec;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Java value that is written as text in a standard format.
 *
 * @param <T> the Java type
 */
final class TextShape<T> extends Scalar {

    private final String format;
    private final String expected;
    private final Class<T> type;
    private final Function<String, T> parse;
    private final Function<T, String> print;

    /** {@code parse} throws a RuntimeException on text that is not right; {@code print} one on a value without text. */
    TextShape(String format, String expected, Class<T> type, Function<String, T> parse, Function<T, String> print) {
        this.format = format;
        this.expected = expected;
        this.type = type;
        this.parse = parse;
        this.print = print;
    }

    @Override
    String expected() {
        return expected;
    }

    @Override
    @Nullable
    Object read(Object json, Problems problems) {
        if (!(json instanceof String text)) {
            return problems.add("type", expected, json);
        }
        try {
            return parse.apply(text);
        } catch (RuntimeException e) {
            return problems.add("format", expected, json);
        }
    }

    @Override
    Object write(Object value) {
        return print.apply(type.cast(value));
    }

    @Override
    boolean valid(Object value, Problems problems) {
        if (Formats.printable(value)) {
            return true;
        }
        problems.add("format", expected, value);
        return false;
    }

    @Override
    Words schema(Definitions definitions) {
        return Words.type("string").put("format", format);
    }
}
