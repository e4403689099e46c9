package dev.openenv.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.openenv.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text to values. The parser's depth limit bounds the recursion. */
final class JsonReader {

    /** Where the parser's messages begin to speak of its own settings or of a place. */
    private static final Pattern ADVICE = Pattern.compile(
            "(?s), from `[^`]+`|(: enable `| \\(not recognized" + "| \\(for .*?starting at| \\(start marker at).*");

    private static final JsonParser.Feature NON_NUMERIC = JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature();

    private JsonReader() {}

    static JsonObject object(String text) {
        return (JsonObject) Objects.requireNonNull(read(text, true));
    }

    /** Any JSON value; null for the JSON null. */
    static @Nullable Object value(String text) {
        return read(text, false);
    }

    /** Any JSON value, with the bare words for numbers that JSON has not as texts of the same spelling. */
    static @Nullable Object lenient(String text) {
        return read(text, false, true);
    }

    private static @Nullable Object read(String text, boolean object) {
        return read(text, object, false);
    }

    private static @Nullable Object read(String text, boolean object, boolean lenient) {
        if (text.length() > JsonText.MAX_DOCUMENT) {
            throw Utf8.tooLong(text.length(), "characters");
        }
        try (var parser = JsonSyntax.FACTORY.createParser(text)) {
            if (lenient) {
                parser.enable(NON_NUMERIC);
            }
            return read(parser, object);
        } catch (IOException e) {
            throw new JsonFormatException("not JSON: " + e.getMessage());
        }
    }

    private static @Nullable Object read(JsonParser parser, boolean object) throws IOException {
        try {
            var token = parser.nextToken();
            if (token == null) {
                throw broken(parser, "nothing there");
            }
            if (object && token != JsonToken.START_OBJECT) {
                throw broken(parser, "expected an object, which starts with '{'");
            }
            var value = value(parser, token);
            if (parser.nextToken() != null) {
                throw broken(parser, "more text after the end of the value");
            }
            return value;
        } catch (JsonProcessingException e) {
            var place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            throw failed(place, ADVICE.matcher(e.getOriginalMessage()).replaceFirst(""), e);
        }
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw broken(parser, "the text ends in the middle of a value");
        }
        return switch (token) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> wellFormed(parser, parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT, LONG -> parser.getLongValue();
                    default -> parser.getBigIntegerValue();
                };
            case VALUE_NUMBER_FLOAT -> finite(parser);
            default -> throw broken(parser, "unexpected " + token);
        };
    }

    private static JsonObject members(JsonParser parser) throws IOException {
        var object = JsonObject.builder();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = wellFormed(parser, parser.currentName());
            object.put(name, value(parser, parser.nextToken()));
        }
        return object.build();
    }

    private static List<@Nullable Object> items(JsonParser parser) throws IOException {
        var items = new ArrayList<@Nullable Object>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return items;
    }

    private static Object finite(JsonParser parser) throws IOException {
        var number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            if (parser.isEnabled(NON_NUMERIC)) {
                return String.valueOf(number);
            }
            throw broken(parser, "a number beyond the range of a double");
        }
        return number;
    }

    private static String wellFormed(JsonParser parser, String text) {
        if (JsonSyntax.loneSurrogate(text) >= 0) {
            throw broken(parser, "half a surrogate pair in a text");
        }
        return text;
    }

    private static JsonFormatException broken(JsonParser parser, String problem) {
        return failed(parser.currentTokenLocation(), problem, null);
    }

    private static JsonFormatException failed(JsonLocation place, String problem, @Nullable Throwable cause) {
        return JsonFormatException.at(Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()), problem, cause);
    }
}
