package dev.openenv.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.openenv.codec.JsonText.Lenience;
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

    /** So deep stand the fields of a message, and those of what it carries. */
    private static final int OUTER = 2;

    private final JsonParser parser;

    /** Null when what JSON has not is refused. */
    private final @Nullable Lenience lenience;

    private JsonReader(JsonParser parser, @Nullable Lenience lenience) {
        this.parser = parser;
        this.lenience = lenience;
    }

    static JsonObject object(String text) {
        return (JsonObject) Objects.requireNonNull(read(text, true, null));
    }

    /** Any JSON value; null for the JSON null. */
    static @Nullable Object value(String text) {
        return read(text, false, null);
    }

    /** Any JSON value of a peer that is less strict. */
    static @Nullable Object lenient(String text, Lenience lenience) {
        return read(text, false, lenience);
    }

    private static @Nullable Object read(String text, boolean object, @Nullable Lenience lenience) {
        if (text.length() > JsonText.MAX_DOCUMENT) {
            throw Utf8.tooLong(text.length(), "characters");
        }
        var syntax = lenience == null ? JsonSyntax.FACTORY : JsonSyntax.LENIENT;
        try (var parser = syntax.createParser(text)) {
            return new JsonReader(parser, lenience).document(object);
        } catch (IOException e) {
            throw new JsonFormatException("not JSON: " + e.getMessage());
        }
    }

    private @Nullable Object document(boolean object) throws IOException {
        try {
            var token = parser.nextToken();
            if (token == null) {
                throw broken("nothing there");
            }
            if (object && token != JsonToken.START_OBJECT) {
                throw broken("expected an object, which starts with '{'");
            }
            var value = value(token);
            if (parser.nextToken() != null) {
                throw broken("more text after the end of the value");
            }
            return value;
        } catch (JsonProcessingException e) {
            var place = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            throw failed(place, ADVICE.matcher(e.getOriginalMessage()).replaceFirst(""), e);
        }
    }

    private @Nullable Object value(@Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw broken("the text ends in the middle of a value");
        }
        return switch (token) {
            case START_OBJECT -> members();
            case START_ARRAY -> items();
            case VALUE_STRING -> wellFormed(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT, LONG -> parser.getLongValue();
                    default -> parser.getBigIntegerValue();
                };
            case VALUE_NUMBER_FLOAT -> finite();
            default -> throw broken("unexpected " + token);
        };
    }

    private JsonObject members() throws IOException {
        var object = JsonObject.builder();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = wellFormed(parser.currentName());
            object.put(name, value(parser.nextToken()));
        }
        return object.build();
    }

    private List<@Nullable Object> items() throws IOException {
        var items = new ArrayList<@Nullable Object>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token));
        }
        return items;
    }

    private @Nullable Object finite() throws IOException {
        var number = parser.getDoubleValue();
        if (Double.isFinite(number)) {
            return number;
        }
        if (lenience == null) {
            throw broken("a number beyond the range of a double");
        }
        return lenience == Lenience.LOSSLESS && depth() <= OUTER ? String.valueOf(number) : null;
    }

    /** How many objects and lists the parser is in. */
    private int depth() {
        var depth = 0;
        for (var place = parser.getParsingContext(); !place.inRoot(); place = place.getParent()) {
            depth++;
        }
        return depth;
    }

    private String wellFormed(String text) {
        if (JsonSyntax.loneSurrogate(text) >= 0) {
            if (lenience == Lenience.LOSSY) {
                return repaired(text);
            }
            throw broken("half a surrogate pair in a text");
        }
        return text;
    }

    private static String repaired(String text) {
        var repaired = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> repaired.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c));
        return repaired.toString();
    }

    private JsonFormatException broken(String problem) {
        return failed(parser.currentTokenLocation(), problem, null);
    }

    private static JsonFormatException failed(JsonLocation place, String problem, @Nullable Throwable cause) {
        return JsonFormatException.at(Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()), problem, cause);
    }
}
