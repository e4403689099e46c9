package dev.openenv.json;

/**
 * Turns values of one type into JSON objects and back, and describes them by a JSON Schema. What the schema says and what
 * {@link #decode} accepts are the same.
 *
 * <p>Immutable and safe for many threads.
 *
 * @param <T> the type
 */
public interface Codec<T> {

    /**
     * The type.
     *
     * @return the class of the values
     */
    Class<T> type();

    /**
     * What the JSON looks like.
     *
     * @return a JSON Schema (2020-12) of an object
     */
    JsonObject schema();

    /**
     * Writes a value.
     *
     * @param value the value
     * @return a JSON object with its fields in declaration order
     * @throws JsonMismatchException when the value breaks its own description, for example null where it is not allowed
     */
    JsonObject encode(T value);

    /**
     * Reads a value.
     *
     * @param json a JSON object
     * @return the value
     * @throws JsonMismatchException naming every field that is wrong
     */
    T decode(JsonObject json);
}
