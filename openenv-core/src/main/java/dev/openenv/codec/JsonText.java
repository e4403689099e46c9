package dev.openenv.codec;

import dev.openenv.json.JsonObject;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON text, strictly and the same on every JDK.
 *
 * <p>Read: RFC 8259 with an object at the top and nothing after it. Of names that come twice the last value counts, in the
 * first one's place. Whole numbers are exact, others become the nearest double. Limits: {@value #MAX_DEPTH} levels deep,
 * {@value #MAX_NUMBER} characters a number, {@value #MAX_NAME} a name, {@value #MAX_STRING} a text, {@value #MAX_DOCUMENT}
 * characters or bytes a document. A document of that size may need thirty times its size in memory: who reads from strangers
 * limits messages first.
 *
 * <p>Write: compact, doubles in the shortest form that reads back as the same double, spelled as {@link Double#toString}
 * does since JDK 19 ({@code 1.0}, {@code 0.002}, {@code 1.0E23}, {@code 4.9E-324}), also on JDK 17.
 *
 * <p>Immutable and safe for many threads.
 *
 * <pre>{@code
 * var json = JsonText.parse("{\"word\": \"crane\", \"turn\": 1}");
 * JsonText.write(json);        // {"word":"crane","turn":1}
 * JsonText.canonical(json);    // {"turn":1,"word":"crane"}
 * }</pre>
 */
public final class JsonText {

    /** How many objects and lists may stand in each other. */
    public static final int MAX_DEPTH = 200;

    /** How many characters a number may have. */
    public static final int MAX_NUMBER = 1_000;

    /** How many characters a name may have. */
    public static final int MAX_NAME = 50_000;

    /** How many characters a text may have: 64 Mi. */
    public static final int MAX_STRING = 64 << 20;

    /** How many characters (or bytes, when read from bytes) a document may have: 256 Mi. */
    public static final int MAX_DOCUMENT = 256 << 20;

    /** How {@link #parseLenient} reads what JSON has not. */
    public enum Lenience {
        /** Whatever can be shown: a number that is not finite is null, half a surrogate pair is U+FFFD. */
        LOSSY,
        /**
         * What a message says is not changed unseen: half a surrogate pair is refused, and a number that is not finite is a
         * text of its spelling in the two outer levels, where a reader knows that a number belongs there. Further in, in
         * free-form values, it is null.
         */
        LOSSLESS
    }

    private JsonText() {}

    /**
     * Reads an object.
     *
     * @param text a JSON document with an object at the top
     * @return the object
     * @throws JsonFormatException naming line and column of what is wrong
     */
    public static JsonObject parse(String text) {
        return JsonReader.object(text);
    }

    /**
     * Reads an object.
     *
     * @param utf8 a JSON document in UTF-8, without byte order mark, with an object at the top
     * @return the object
     * @throws JsonFormatException naming what is wrong and where
     */
    public static JsonObject parse(byte[] utf8) {
        return JsonReader.object(Utf8.decode(utf8));
    }

    /**
     * Reads any value from a peer that is less strict, as Python's writer is, which knows halves of surrogate pairs and
     * numbers that are not finite: the bare words {@code NaN}, {@code Infinity} and {@code -Infinity}, and what is beyond a
     * double. The other limits hold.
     *
     * @param text JSON text with any value at the top
     * @param lenience what to make of them
     * @return a value that {@link JsonObject} can hold; null for the JSON null
     * @throws JsonFormatException naming line and column of what is wrong all the same
     */
    public static @Nullable Object parseLenient(String text, Lenience lenience) {
        return JsonReader.lenient(text, lenience);
    }

    /**
     * Writes an object on one line without spaces, names in their order.
     *
     * @param json an object
     * @return JSON text
     * @throws JsonFormatException when a text holds half a surrogate pair, or a limit of this class is broken, so that the
     *     text could not be read again
     */
    public static String write(JsonObject json) {
        return JsonWriter.text(json, false);
    }

    /**
     * Writes an object as {@link #write} does.
     *
     * @param json an object
     * @return JSON text in UTF-8
     * @throws JsonFormatException as {@link #write}
     */
    public static byte[] bytes(JsonObject json) {
        return JsonWriter.bytes(json);
    }

    /**
     * Writes an object as {@link #write} does, for a channel that takes several buffers at once.
     *
     * @param json an object
     * @return JSON text in UTF-8, in pieces: a large text within it is a piece of its own, and copied once instead of twice
     * @throws JsonFormatException as {@link #write}
     */
    public static List<ByteBuffer> buffers(JsonObject json) {
        return JsonWriter.buffers(json);
    }

    /**
     * Writes an object such that equal objects give equal text and unequal ones do not: names sorted by UTF-16 units and
     * texts escaped as in RFC 8785, numbers as {@link #write} does. For hashes and comparisons. Unlike RFC 8785 it keeps
     * {@code 1} and {@code 1.0} apart, as {@link JsonObject} does, and whole numbers of any length exact.
     *
     * @param json an object
     * @return JSON text, the same on every machine
     * @throws JsonFormatException as {@link #write}
     */
    public static String canonical(JsonObject json) {
        return JsonWriter.text(json, true);
    }
}
