package dev.openenv.server;

import dev.openenv.json.JsonObject;
import dev.openenv.json.Mismatch;
import dev.openenv.wire.PythonText;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a codec found wrong in the words of Pydantic, with the numbers that the schema has. */
final class MismatchWords {

    private final JsonObject schema;

    MismatchWords(JsonObject schema) {
        this.schema = schema;
    }

    void add(ErrorItems items, Mismatch mismatch, JsonObject json) {
        var place = SchemaPlace.at(mismatch.pointer(), json, schema);
        var loc = place.loc();
        var actual = mismatch.actual();
        switch (mismatch.code()) {
            case "missing" -> items.missing(loc, place.parent());
            case "extra" -> {
                if (mismatch.pointer().equals("/metadata")) {
                    items.notAnObject(loc, actual);
                } else {
                    items.extra(loc, actual);
                }
            }
            case "type" -> wrongType(items, place, mismatch);
            case "range" -> outOfRange(items, place, mismatch);
            case "length" -> wrongLength(items, place, actual);
            case "pattern" -> {
                var pattern = place.schema().string("pattern").orElse("");
                items.add(
                        "string_pattern_mismatch",
                        loc,
                        "String should match pattern '" + pattern + "'",
                        actual,
                        JsonObject.of("pattern", pattern));
            }
            case "choice" -> {
                var expected = choices(place.schema());
                var words = expected.isEmpty() ? mismatch.expected() : expected;
                items.add("literal_error", loc, "Input should be " + words, actual, JsonObject.of("expected", words));
            }
            default -> other(items, place, mismatch);
        }
    }

    private static void other(ErrorItems items, SchemaPlace place, Mismatch mismatch) {
        var expected = mismatch.code().equals("format") ? "expected " + mismatch.expected() : mismatch.expected();
        items.add(
                "value_error",
                place.loc(),
                "Value error, " + expected,
                mismatch.actual(),
                JsonObject.of("error", expected));
    }

    private static void wrongType(ErrorItems items, SchemaPlace place, Mismatch mismatch) {
        var actual = mismatch.actual();
        var text = actual instanceof String;
        var loc = place.loc();
        switch (place.schema().string("type").orElse("")) {
            case "string" -> items.add("string_type", loc, "Input should be a valid string", actual);
            case "integer" -> integer(items, loc, actual);
            case "number" -> number(items, loc, actual);
            case "boolean" ->
                items.add(
                        text ? "bool_parsing" : "bool_type",
                        loc,
                        text
                                ? "Input should be a valid boolean, unable to interpret input"
                                : "Input should be a valid boolean",
                        actual);
            case "object" -> items.notAnObject(loc, actual);
            case "array" -> items.add("list_type", loc, "Input should be a valid list", actual);
            default -> other(items, place, mismatch);
        }
    }

    /** What is no whole number. */
    static void integer(ErrorItems items, List<Object> loc, @Nullable Object actual) {
        if (actual instanceof String) {
            items.add(
                    "int_parsing",
                    loc,
                    "Input should be a valid integer, unable to parse string as an integer",
                    actual);
        } else if (actual instanceof Double) {
            items.add(
                    "int_from_float",
                    loc,
                    "Input should be a valid integer, got a number with a fractional part",
                    actual);
        } else {
            items.add("int_type", loc, "Input should be a valid integer", actual);
        }
    }

    /** What is no number. */
    static void number(ErrorItems items, List<Object> loc, @Nullable Object actual) {
        if (actual instanceof String) {
            items.add(
                    "float_parsing", loc, "Input should be a valid number, unable to parse string as a number", actual);
        } else {
            items.add("float_type", loc, "Input should be a valid number", actual);
        }
    }

    private static void outOfRange(ErrorItems items, SchemaPlace place, Mismatch mismatch) {
        var value = mismatch.actual() instanceof Number number ? number.doubleValue() : Double.NaN;
        var least = place.schema().get("minimum");
        var most = place.schema().get("maximum");
        if (least instanceof Number bound && value < bound.doubleValue()) {
            items.add(
                    "greater_than_equal",
                    place.loc(),
                    "Input should be greater than or equal to " + bound,
                    mismatch.actual(),
                    JsonObject.of("ge", bound));
        } else if (most instanceof Number bound && value > bound.doubleValue()) {
            items.add(
                    "less_than_equal",
                    place.loc(),
                    "Input should be less than or equal to " + bound,
                    mismatch.actual(),
                    JsonObject.of("le", bound));
        } else if (mismatch.actual() instanceof BigInteger || mismatch.actual() instanceof Double) {
            items.add(
                    "int_parsing_size",
                    place.loc(),
                    "Unable to parse input string as an integer, exceeded maximum size",
                    mismatch.actual());
        } else {
            other(items, place, mismatch);
        }
    }

    private static void wrongLength(ErrorItems items, SchemaPlace place, @Nullable Object actual) {
        var schema = place.schema();
        if (actual instanceof String text) {
            var length = text.codePointCount(0, text.length());
            var least = schema.integer("minLength").orElse(0);
            if (length < least) {
                tooShort(items, place.loc(), actual, least);
            } else {
                tooLong(items, place.loc(), actual, schema.integer("maxLength").orElse(0));
            }
            return;
        }
        var map = actual instanceof JsonObject;
        var size =
                actual instanceof List<?> list ? list.size() : actual instanceof JsonObject object ? object.size() : 0;
        var kind = map ? "Dictionary" : "List";
        var least = schema.integer(map ? "minProperties" : "minItems").orElse(0);
        var most = schema.integer(map ? "maxProperties" : "maxItems").orElse(0);
        if (size < least) {
            items.add(
                    "too_short",
                    place.loc(),
                    kind + " should have at least " + counted(least, "item") + " after validation, not " + size,
                    actual,
                    JsonObject.of("field_type", kind, "min_length", least, "actual_length", size));
        } else {
            items.add(
                    "too_long",
                    place.loc(),
                    kind + " should have at most " + counted(most, "item") + " after validation, not " + size,
                    actual,
                    JsonObject.of("field_type", kind, "max_length", most, "actual_length", size));
        }
    }

    private static void tooShort(ErrorItems items, List<Object> loc, @Nullable Object actual, long least) {
        items.add(
                "string_too_short",
                loc,
                "String should have at least " + counted(least, "character"),
                actual,
                JsonObject.of("min_length", least));
    }

    /** A text above its limit. */
    static void tooLong(ErrorItems items, List<Object> loc, @Nullable Object actual, long most) {
        items.add(
                "string_too_long",
                loc,
                "String should have at most " + counted(most, "character"),
                actual,
                JsonObject.of("max_length", most));
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }

    private static String choices(JsonObject schema) {
        var all = schema.list("enum").orElse(List.of());
        var words = all.stream().map(PythonText::quoted).toList();
        if (words.size() < 2) {
            return String.join("", words);
        }
        return words.stream().limit(words.size() - 1L).collect(Collectors.joining(", "))
                + " or "
                + words.get(words.size() - 1);
    }
}
