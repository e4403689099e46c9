package dev.openenv.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.openenv.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values to text. The generator's depth limit bounds the recursion. */
final class JsonWriter {

    private final JsonGenerator out;
    private final boolean sorted;

    private JsonWriter(JsonGenerator out, boolean sorted) {
        this.out = out;
        this.sorted = sorted;
    }

    static String text(JsonObject json, boolean sorted) {
        var text = new StringWriter(256);
        try (var out = JsonSyntax.FACTORY.createGenerator(text)) {
            new JsonWriter(out, sorted).value(json);
        } catch (IOException e) {
            throw new JsonFormatException("cannot be written as JSON: " + e.getMessage());
        }
        return text.toString();
    }

    static byte[] bytes(JsonObject json) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = JsonSyntax.FACTORY.createGenerator(bytes)) {
            new JsonWriter(out, false).value(json);
        } catch (IOException e) {
            throw new JsonFormatException("cannot be written as JSON: " + e.getMessage());
        }
        return bytes.toByteArray();
    }

    private void value(@Nullable Object value) throws IOException {
        if (value instanceof String text) {
            out.writeString(readable(text, JsonText.MAX_STRING));
        } else if (value instanceof Long number) {
            out.writeNumber(number.longValue());
        } else if (value instanceof Double number) {
            out.writeNumber(number.doubleValue());
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof JsonObject object) {
            members(object);
        } else if (value instanceof List<?> items) {
            out.writeStartArray();
            for (var item : items) {
                value(item);
            }
            out.writeEndArray();
        } else if (value instanceof BigInteger number) {
            out.writeNumber(readable(number));
        } else {
            out.writeNull();
        }
    }

    private void members(JsonObject object) throws IOException {
        out.writeStartObject();
        if (sorted) {
            var names = object.names().toArray(new String[0]);
            Arrays.sort(names);
            for (var name : names) {
                member(name, object.get(name));
            }
        } else {
            for (var member : object.asMap().entrySet()) {
                member(member.getKey(), member.getValue());
            }
        }
        out.writeEndObject();
    }

    private void member(String name, @Nullable Object value) throws IOException {
        out.writeFieldName(readable(name, JsonText.MAX_NAME));
        value(value);
    }

    /** What is written can be read back. */
    private static BigInteger readable(BigInteger number) {
        if (number.bitLength() > 4 * JsonText.MAX_NUMBER || number.toString().length() > JsonText.MAX_NUMBER) {
            throw new JsonFormatException(
                    "cannot be written as JSON: a number of more than " + JsonText.MAX_NUMBER + " characters");
        }
        return number;
    }

    private static String readable(String text, int limit) {
        if (text.length() > limit) {
            throw new JsonFormatException("cannot be written as JSON: a text of " + text.length()
                    + " characters where at most " + limit + " can be read");
        }
        var at = JsonSyntax.loneSurrogate(text);
        if (at >= 0) {
            throw new JsonFormatException("cannot be written as JSON: half a surrogate pair at index " + at
                    + " of a text of " + text.length() + " characters");
        }
        return text;
    }
}
