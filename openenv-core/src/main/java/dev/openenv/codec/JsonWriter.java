package dev.openenv.codec;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.openenv.json.JsonObject;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values to text, in UTF-8. The depth limit bounds the recursion. Used once, by one thread. */
final class JsonWriter {

    private final boolean sorted;
    private final Utf8Buffer out = new Utf8Buffer();
    private int depth;

    private JsonWriter(boolean sorted) {
        this.sorted = sorted;
    }

    static String text(JsonObject json, boolean sorted) {
        return new String(bytes(json, sorted), StandardCharsets.UTF_8);
    }

    static byte[] bytes(JsonObject json) {
        return bytes(json, false);
    }

    static List<ByteBuffer> buffers(JsonObject json) {
        return written(json, false).buffers();
    }

    private static byte[] bytes(JsonObject json, boolean sorted) {
        return written(json, sorted).bytes();
    }

    private static Utf8Buffer written(JsonObject json, boolean sorted) {
        var writer = new JsonWriter(sorted);
        writer.members(json);
        return writer.out;
    }

    private void value(@Nullable Object value) {
        if (value instanceof String text) {
            text(text, JsonText.MAX_STRING);
        } else if (value instanceof Long number) {
            out.number(number);
        } else if (value instanceof Double number) {
            out.ascii(NumberOutput.toString(number, true));
        } else if (value instanceof Boolean bool) {
            out.ascii(bool ? "true" : "false");
        } else if (value instanceof JsonObject object) {
            members(object);
        } else if (value instanceof List<?> items) {
            items(items);
        } else if (value instanceof BigInteger number) {
            out.ascii(readable(number));
        } else {
            out.ascii("null");
        }
    }

    private void items(List<?> items) {
        enter();
        out.ascii('[');
        var first = true;
        for (var item : items) {
            if (!first) {
                out.ascii(',');
            }
            first = false;
            value(item);
        }
        out.ascii(']');
        depth--;
    }

    private void members(JsonObject object) {
        enter();
        out.ascii('{');
        if (sorted) {
            var names = object.names().toArray(new String[0]);
            Arrays.sort(names);
            for (var i = 0; i < names.length; i++) {
                member(i == 0, names[i], object.get(names[i]));
            }
        } else {
            var first = true;
            for (var member : object.asMap().entrySet()) {
                member(first, member.getKey(), member.getValue());
                first = false;
            }
        }
        out.ascii('}');
        depth--;
    }

    private void member(boolean first, String name, @Nullable Object value) {
        if (!first) {
            out.ascii(',');
        }
        text(name, JsonText.MAX_NAME);
        out.ascii(':');
        value(value);
    }

    private void enter() {
        if (++depth > JsonText.MAX_DEPTH) {
            throw refused("more than " + JsonText.MAX_DEPTH + " objects and lists in each other");
        }
    }

    private void text(String text, int limit) {
        if (text.length() > limit) {
            throw refused("a text of " + text.length() + " characters where at most " + limit + " can be read");
        }
        if (!out.quoted(text)) {
            throw refused("half a surrogate pair at index " + JsonSyntax.loneSurrogate(text) + " of a text of "
                    + text.length() + " characters");
        }
    }

    /** What is written can be read back. */
    private static String readable(BigInteger number) {
        var text = number.bitLength() > 4 * JsonText.MAX_NUMBER ? "" : number.toString();
        if (text.isEmpty() || text.length() > JsonText.MAX_NUMBER) {
            throw refused("a number of more than " + JsonText.MAX_NUMBER + " characters");
        }
        return text;
    }

    private static JsonFormatException refused(String why) {
        return new JsonFormatException("cannot be written as JSON: " + why);
    }
}
