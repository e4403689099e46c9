package dev.openenv.recording;

import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.codec.PrintableText;
import dev.openenv.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The first place where two JSON values differ, in the sense of {@link JsonObject}: the order of names does not count, the
 * last digit does, and {@code 1} is not {@code 1.0}.
 *
 * <p>Immutable.
 *
 * <pre>{@code
 * JsonDifference.first(JsonObject.of("word", "crane"), JsonObject.of("word", "crate"));
 * // Optional[JsonDifference[pointer=/word, expected="crane", actual="crate"]]
 * }</pre>
 *
 * @param pointer JSON pointer (RFC 6901) to the place, never empty
 * @param expected what the first value has there, as JSON text of at most 200 characters, or {@code nothing}
 * @param actual what the second value has there, likewise
 */
public record JsonDifference(String pointer, String expected, String actual) {

    private static final int SHOWN = 200;
    private static final String NOTHING = "nothing";

    /**
     * Checks the parts.
     *
     * @param pointer JSON pointer (RFC 6901) to the place, never empty
     * @param expected what the first value has there, as JSON text of at most 200 characters, or {@code nothing}
     * @param actual what the second value has there, likewise
     */
    public JsonDifference {
        Objects.requireNonNull(pointer, "pointer");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(actual, "actual");
    }

    /**
     * Compares two objects. Names are compared in the order of the first object, then those that only the second has.
     *
     * @param expected the first object
     * @param actual the second
     * @return the first difference, or empty when they are equal
     */
    public static Optional<JsonDifference> first(JsonObject expected, JsonObject actual) {
        return Optional.ofNullable(between("", expected, actual));
    }

    private static @Nullable JsonDifference between(
            String pointer, @Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof JsonObject left && actual instanceof JsonObject right) {
            return objects(pointer, left, right);
        }
        if (expected instanceof List<?> left && actual instanceof List<?> right) {
            return lists(pointer, left, right);
        }
        return Objects.equals(expected, actual) ? null : new JsonDifference(pointer, text(expected), text(actual));
    }

    private static @Nullable JsonDifference objects(String pointer, JsonObject expected, JsonObject actual) {
        var names = new LinkedHashSet<>(expected.names());
        names.addAll(actual.names());
        for (var name : names) {
            var place = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            if (!actual.has(name)) {
                return new JsonDifference(place, text(expected.get(name)), NOTHING);
            }
            if (!expected.has(name)) {
                return new JsonDifference(place, NOTHING, text(actual.get(name)));
            }
            var difference = between(place, expected.get(name), actual.get(name));
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private static @Nullable JsonDifference lists(String pointer, List<?> expected, List<?> actual) {
        for (var i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            var place = pointer + "/" + i;
            if (i >= actual.size()) {
                return new JsonDifference(place, text(expected.get(i)), NOTHING);
            }
            if (i >= expected.size()) {
                return new JsonDifference(place, NOTHING, text(actual.get(i)));
            }
            var difference = between(place, expected.get(i), actual.get(i));
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    /** A value as JSON text, shortened. */
    static String text(@Nullable Object value) {
        try {
            var wrapped = JsonText.write(JsonObject.of("", value));
            return shorten(PrintableText.of(wrapped.substring(wrapped.indexOf(':') + 1, wrapped.length() - 1)));
        } catch (JsonFormatException e) {
            return shorten(PrintableText.of(String.valueOf(value)));
        }
    }

    static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "... (" + text.length() + " characters)";
    }
}
