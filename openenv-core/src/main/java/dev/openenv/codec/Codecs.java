package dev.openenv.codec;

import dev.openenv.SpecException;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes codecs for a user's types: a record, or a sealed interface of records that are told apart by a field {@code type}.
 *
 * <p>What the components may be: {@code boolean}, whole numbers and floating ones and their wrappers, {@code BigInteger},
 * {@code String}, enums, records (also generic ones with concrete arguments), sealed interfaces of records, {@code List},
 * {@code Set} and {@code Collection}, {@code Map} with texts or enum constants as keys, {@code Optional} and its primitive
 * sisters, {@code @Nullable} of JSpecify, {@code JsonObject}, {@code Object} (any JSON value, null included), {@code
 * Instant}, {@code OffsetDateTime}, {@code LocalDateTime}, {@code LocalDate}, {@code LocalTime}, {@code Duration}, {@code
 * UUID} and absolute {@code URI}s. Everything else has no exact description and is refused. Names become snake_case;
 * {@link dev.openenv.annotation.Param} gives other names, meanings, bounds and defaults.
 *
 * <p>A type that is described otherwise brings its own codec: a public static method {@code codec()} without parameters that
 * returns a {@link Codec} of it.
 *
 * <p>Reading: a missing field is its default, or absent, or a mismatch; a field that is not described is a mismatch, but an
 * outermost object {@code metadata} is dropped; a whole number may be written {@code 7.0}; nothing is made a number from
 * text; what a record's constructor throws is a mismatch. Lists, sets and maps come back unmodifiable and in order. Writing:
 * a set or map is written in its own order, so use ones whose order is the same at every run. At most 100 mismatches are
 * reported.
 *
 * <p>Safe for many threads.
 *
 * <pre>{@code
 * record Move(@Param(value = "column, from the left", min = 0, max = 6) int column) implements Action {}
 *
 * var codec = Codecs.of(Move.class);
 * codec.encode(new Move(3));                       // {"column":3}
 * codec.decode(JsonText.parse("{\"column\":9}"));  // JsonMismatchException: /column: expected an integer from 0 to 6
 * }</pre>
 */
public final class Codecs {

    private static final JsonObject ANY_OBJECT = JsonObject.of("type", "object");

    private static final ClassValue<Codec<?>> CODECS = new ClassValue<>() {
        @Override
        protected Codec<?> computeValue(Class<?> type) {
            if (type == JsonAction.class) {
                return jsonAction(ANY_OBJECT);
            }
            if (type == JsonObservation.class) {
                return jsonObservation(ANY_OBJECT);
            }
            var own = OwnCodec.of(type);
            return own == null ? new DescribedCodec<>(type) : own;
        }
    };

    private Codecs() {}

    /**
     * The codec of a type, made at the first call. For {@link JsonAction} and {@link JsonObservation} it takes any object.
     *
     * @param type a record or a sealed interface of records
     * @param <T> the type
     * @return the codec
     * @throws SpecException naming class and path of what cannot be described exactly
     */
    @SuppressWarnings("unchecked") // computeValue makes the codec of its class
    public static <T> Codec<T> of(Class<T> type) {
        return (Codec<T>) CODECS.get(type);
    }

    /**
     * What must be checked in a value that was made by Java code and not read from JSON: nulls where there must be none,
     * numbers that are not finite, declared bounds, in all parts. A value that passes can be encoded.
     *
     * @param type a record or a sealed interface of records
     * @param <T> the type
     * @return throws {@link JsonMismatchException} with all mismatches; empty when Java's types guarantee everything
     * @throws SpecException naming class and path of what cannot be described exactly
     */
    public static <T> Optional<Consumer<T>> checker(Class<T> type) {
        return checker(of(type));
    }

    /**
     * What must be checked in a value that was made by Java code, for the type of a codec.
     *
     * @param codec any codec
     * @param <T> the type
     * @return as {@link #checker(Class)}; empty for a codec that was not made here
     */
    public static <T> Optional<Consumer<T>> checker(Codec<T> codec) {
        return codec instanceof DescribedCodec<T> described ? described.checker() : Optional.empty();
    }

    /**
     * A codec for the actions of a world without types of its own. The schema is what the world tells; it is not checked.
     *
     * @param schema a JSON Schema of an object
     * @return the codec
     */
    public static Codec<JsonAction> jsonAction(JsonObject schema) {
        return new JsonCodec<>(JsonAction.class, Objects.requireNonNull(schema), JsonAction::json, JsonAction::new);
    }

    /**
     * A codec for the observations of a world without types of its own. The schema is what the world tells; it is not
     * checked.
     *
     * @param schema a JSON Schema of an object
     * @return the codec
     */
    public static Codec<JsonObservation> jsonObservation(JsonObject schema) {
        return new JsonCodec<>(
                JsonObservation.class, Objects.requireNonNull(schema), JsonObservation::json, JsonObservation::new);
    }
}
