package dev.openenv.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: names and values in the order they were put, nulls allowed.
 *
 * <p>Values are {@code null}, {@link Boolean}, {@link String}, {@link Long}, {@link java.math.BigInteger} (beyond 64
 * bits), {@link Double} (finite), {@link JsonObject} and unmodifiable {@link List}s of these. Other integer types, floats,
 * maps with text keys, iterables and character sequences are turned into them. Two objects are equal when they hold
 * equal values, in any order; {@code 1} and {@code 1.0} differ.
 *
 * <p>Immutable and safe for many threads.
 *
 * <pre>{@code
 * var json = JsonObject.of("word", "crane", "turn", 1);
 * json.string("word");          // Optional[crane]
 * json.with("marks", List.of("hit", "miss"));
 * }</pre>
 */
public final class JsonObject {

    private static final JsonObject EMPTY = new JsonObject(new LinkedHashMap<>());

    private final Map<String, @Nullable Object> values;

    private JsonObject(Map<String, @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * No names.
     *
     * @return the empty object
     */
    public static JsonObject empty() {
        return EMPTY;
    }

    /**
     * An object with one name.
     *
     * @param name the name
     * @param value its value
     * @return the object
     * @throws IllegalArgumentException when JSON cannot hold the value
     */
    public static JsonObject of(String name, @Nullable Object value) {
        return builder().put(name, value).build();
    }

    /**
     * An object with two names.
     *
     * @param name1 a name
     * @param value1 its value
     * @param name2 another name
     * @param value2 its value
     * @return the object
     * @throws IllegalArgumentException when JSON cannot hold a value
     */
    public static JsonObject of(String name1, @Nullable Object value1, String name2, @Nullable Object value2) {
        return builder().put(name1, value1).put(name2, value2).build();
    }

    /**
     * An object with three names.
     *
     * @param name1 a name
     * @param value1 its value
     * @param name2 another name
     * @param value2 its value
     * @param name3 another name
     * @param value3 its value
     * @return the object
     * @throws IllegalArgumentException when JSON cannot hold a value
     */
    public static JsonObject of(
            String name1,
            @Nullable Object value1,
            String name2,
            @Nullable Object value2,
            String name3,
            @Nullable Object value3) {
        return builder()
                .put(name1, value1)
                .put(name2, value2)
                .put(name3, value3)
                .build();
    }

    /**
     * An object with what a map holds, in the map's order.
     *
     * @param map names and values
     * @return the object
     * @throws IllegalArgumentException when JSON cannot hold a value
     */
    public static JsonObject copyOf(Map<String, ?> map) {
        var builder = builder();
        map.forEach(builder::put);
        return builder.build();
    }

    /**
     * Starts an object.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Whether there are no names.
     *
     * @return true when empty
     */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * How many names there are.
     *
     * @return at least 0
     */
    public int size() {
        return values.size();
    }

    /**
     * The names in order.
     *
     * @return unmodifiable
     */
    public Set<String> names() {
        return values.keySet();
    }

    /**
     * Whether a name is there, even with a null value.
     *
     * @param name a name
     * @return true when it is there
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * The value of a name.
     *
     * @param name a name
     * @return the value, or null when it is null or the name is not there
     */
    public @Nullable Object get(String name) {
        return values.get(name);
    }

    /**
     * A text.
     *
     * @param name a name
     * @return the text, or empty when there is none
     */
    public Optional<String> string(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /**
     * A whole number of at most 64 bits.
     *
     * @param name a name
     * @return the number, or empty when there is none
     */
    public OptionalLong integer(String name) {
        return values.get(name) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /**
     * A number, whole or not.
     *
     * @param name a name
     * @return the nearest double, or empty when there is no number
     */
    public OptionalDouble number(String name) {
        return values.get(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /**
     * A truth value.
     *
     * @param name a name
     * @return the value, or empty when there is none
     */
    public Optional<Boolean> bool(String name) {
        return values.get(name) instanceof Boolean bool ? Optional.of(bool) : Optional.empty();
    }

    /**
     * An object.
     *
     * @param name a name
     * @return the object, or empty when there is none
     */
    public Optional<JsonObject> object(String name) {
        return values.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    /**
     * A list.
     *
     * @param name a name
     * @return the unmodifiable list, or empty when there is none
     */
    @SuppressWarnings("unchecked") // lists in here are made by JsonValues only
    public Optional<List<@Nullable Object>> list(String name) {
        return values.get(name) instanceof List<?> list ? Optional.of((List<@Nullable Object>) list) : Optional.empty();
    }

    /**
     * The same object with one more name, or another value for a name that is there.
     *
     * @param name a name
     * @param value its value
     * @return a copy
     * @throws IllegalArgumentException when JSON cannot hold the value
     */
    public JsonObject with(String name, @Nullable Object value) {
        return builder().putAll(this).put(name, value).build();
    }

    /**
     * The same object without a name.
     *
     * @param name a name
     * @return a copy, or this when the name is not there
     */
    public JsonObject without(String name) {
        if (!has(name)) {
            return this;
        }
        var rest = new LinkedHashMap<String, @Nullable Object>(values);
        rest.remove(name);
        return new JsonObject(rest);
    }

    /**
     * All names and values.
     *
     * @return an unmodifiable map in order
     */
    public Map<String, @Nullable Object> asMap() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /**
     * The object as JSON text on one line, for people. Programs write JSON with the SDK's codecs, whose number format is
     * the same on every JDK.
     *
     * @return JSON text
     */
    @Override
    public String toString() {
        return JsonValues.text(this);
    }

    /** Collects names and values. Confined to one thread at a time. */
    public static final class Builder {

        private LinkedHashMap<String, @Nullable Object> values = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Puts a value; a name that is there keeps its place.
         *
         * @param name a name
         * @param value its value
         * @return this builder
         * @throws IllegalArgumentException when JSON cannot hold the value
         */
        public Builder put(String name, @Nullable Object value) {
            values.put(Objects.requireNonNull(name, "name"), JsonValues.of(value, name));
            return this;
        }

        /**
         * Puts all that another object holds.
         *
         * @param other an object
         * @return this builder
         */
        public Builder putAll(JsonObject other) {
            values.putAll(other.values);
            return this;
        }

        /**
         * Makes the object. The builder is empty afterwards.
         *
         * @return the object
         */
        public JsonObject build() {
            if (values.isEmpty()) {
                return EMPTY;
            }
            var built = new JsonObject(values);
            values = new LinkedHashMap<>();
            return built;
        }
    }

    static List<@Nullable Object> listOf(Iterable<?> items, String path) {
        var list = new ArrayList<@Nullable Object>(items instanceof Collection<?> known ? known.size() : 10);
        for (var item : items) {
            list.add(JsonValues.held(item) ? item : JsonValues.of(item, path + "/" + list.size()));
        }
        return new JsonList(list);
    }
}
