package dev.openenv.conformance.check;

import dev.openenv.codec.JsonFormatException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A JSON value that a server sent, with what led to it, to be compared. */
final class Seen {

    private final String what;
    private final @Nullable Object value;

    Seen(String what, @Nullable Object value) {
        this.what = what;
        this.value = value;
    }

    /** Reads a reply: a bare NaN or Infinity in it becomes a text, so that no check takes it for null. */
    static Seen parse(String what, String text) {
        try {
            return new Seen(what, JsonText.parseLenient(text, JsonText.Lenience.LOSSLESS));
        } catch (JsonFormatException e) {
            try {
                return new Seen(what, JsonText.parseLenient(text, JsonText.Lenience.LOSSY));
            } catch (JsonFormatException none) {
                throw new Mismatch(what, "JSON", text);
            }
        }
    }

    /** JSON written with single quotes. */
    static @Nullable Object json(String text) {
        return JsonText.parseLenient(text.replace('\'', '"'), JsonText.Lenience.LOSSLESS);
    }

    @Nullable
    Object value() {
        return value;
    }

    /** The value at names and indexes separated by dots; it must be there. */
    Seen at(String path) {
        var place = what;
        var at = value;
        for (var name : path.split("\\.", -1)) {
            if (at instanceof JsonObject object && object.has(name)) {
                at = object.get(name);
            } else if (at instanceof List<?> list && name.matches("\\d+") && Integer.parseInt(name) < list.size()) {
                at = list.get(Integer.parseInt(name));
            } else {
                throw new Mismatch(place, "'" + name + "' there", shown(at));
            }
            place += "." + name;
        }
        return new Seen(place, at);
    }

    boolean has(String name) {
        return value instanceof JsonObject object && object.has(name);
    }

    /** Compared as JSON values: 1, 1.0 and true differ. The expected one is written with single quotes. */
    Seen is(String singleQuoted) {
        var expected = json(singleQuoted);
        if (!Objects.equals(expected, value)) {
            throw new Mismatch(what, shown(expected), shown(value));
        }
        return this;
    }

    boolean equalTo(String singleQuoted) {
        return Objects.equals(json(singleQuoted), value);
    }

    Seen isText(String expected) {
        if (!expected.equals(value)) {
            throw new Mismatch(what, "'" + expected + "'", shown(value));
        }
        return this;
    }

    /** Exactly these names. */
    Seen keys(String... names) {
        var expected = new TreeSet<>(Set.of(names));
        if (!(value instanceof JsonObject object) || !new TreeSet<>(object.names()).equals(expected)) {
            throw new Mismatch(what, "an object with exactly " + expected, shown(value));
        }
        return this;
    }

    Seen hasKeys(String... names) {
        for (var name : names) {
            at(name);
        }
        return this;
    }

    Seen without(String name) {
        if (has(name)) {
            throw new Mismatch(what, "no '" + name + "'", shown(value));
        }
        return this;
    }

    String text() {
        if (value instanceof String text) {
            return text;
        }
        throw new Mismatch(what, "a text", shown(value));
    }

    long whole() {
        if (value instanceof Long number) {
            return number;
        }
        throw new Mismatch(what, "a whole number", shown(value));
    }

    JsonObject object() {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new Mismatch(what, "an object", shown(value));
    }

    List<Seen> list() {
        if (value instanceof List<?> list) {
            return list.stream().map(each -> new Seen(what + ".item", each)).toList();
        }
        throw new Mismatch(what, "a list", shown(value));
    }

    Seen size(int expected) {
        if (list().size() != expected) {
            throw new Mismatch(what, expected + " items", shown(value));
        }
        return this;
    }

    Seen contains(String part) {
        if (!text().contains(part)) {
            throw new Mismatch(what, "a text with '" + part + "'", shown(value));
        }
        return this;
    }

    boolean isNull() {
        return value == null;
    }

    Mismatch unlike(String expected) {
        return new Mismatch(what, expected, shown(value));
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }

    @Override
    public String toString() {
        return shown(value);
    }
}
