package dev.openenv.codec;

import static dev.openenv.codec.Limits.refused;

import dev.openenv.json.JsonObject;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes a Java type, or refuses it. Confined to one thread, used once. */
final class TypeReader {

    private final RecordReader records = new RecordReader(this);

    /** A record or a family that stands alone. */
    Shape root(Class<?> type) {
        var path = type.getName();
        if (type.getTypeParameters().length > 0) {
            throw refused(path, "a generic type has no single description; name a record without type parameters");
        }
        if (type.isRecord()) {
            return records.record(type, path, type.getSimpleName(), TypeArguments.NONE, path, true);
        }
        if (type.isInterface() && type.isSealed()) {
            return records.family(type, path, true);
        }
        throw refused(
                path,
                "actions and observations are JSON objects: write a record or a sealed interface of records, not "
                        + Unsupported.kind(type));
    }

    /** A method's parameters as an object. */
    RecordShape parameters(Method method, String path) {
        return records.parameters(method, path);
    }

    /** Any type that has a description. */
    Shape value(AnnotatedType type, String path) {
        return read(type, TypeArguments.NONE, Limits.none(path));
    }

    static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    /** The shape of one place: a component, an argument. */
    Shape read(AnnotatedType type, TypeArguments arguments, Limits limits) {
        var shape = withoutNull(type, arguments, limits);
        if (!isNullable(type)) {
            return shape;
        }
        var raw = TypeArguments.raw(type);
        if (raw != null && raw.isPrimitive()) {
            throw refused(limits.path(), "@Nullable " + raw + " cannot be null; write its wrapper class");
        }
        if (shape instanceof AbsentShape) {
            if (type instanceof AnnotatedTypeVariable) {
                return shape;
            }
            throw refused(limits.path(), "absent in two ways, @Nullable and Optional; write one of them");
        }
        return AbsentShape.nullable(shape);
    }

    private Shape withoutNull(AnnotatedType type, TypeArguments arguments, Limits limits) {
        var path = limits.path();
        if (type instanceof AnnotatedTypeVariable variable) {
            var bound = arguments.get(variable);
            if (bound == null) {
                throw refused(path, "the type variable " + type.getType() + " stands for no type here");
            }
            return read(bound.type(), bound.arguments(), limits);
        }
        if (type instanceof AnnotatedArrayType) {
            throw refused(path, "an array can be changed by everybody; write List");
        }
        if (type instanceof AnnotatedWildcardType) {
            throw refused(path, "a wildcard is no type; write the type itself");
        }
        var raw = Objects.requireNonNull(TypeArguments.raw(type));
        if (type instanceof AnnotatedParameterizedType generic) {
            return generic(raw, generic, arguments, limits);
        }
        if (raw.getTypeParameters().length > 0) {
            throw refused(
                    path, "a raw " + raw.getSimpleName() + " does not say what is in it; write its type arguments");
        }
        return plain(raw, limits);
    }

    private Shape generic(Class<?> raw, AnnotatedParameterizedType type, TypeArguments arguments, Limits limits) {
        var path = limits.path();
        var first = type.getAnnotatedActualTypeArguments()[0];
        if (raw == List.class || raw == Collection.class || raw == Set.class) {
            return new ListShape(read(first, arguments, Limits.none(path + "[]")), raw == Set.class, limits);
        }
        if (raw == Map.class) {
            var second = type.getAnnotatedActualTypeArguments()[1];
            var values = read(second, arguments, Limits.none(path + "{}"));
            return new MapShape(keys(first, arguments, path), values, limits);
        }
        if (raw == Optional.class) {
            var inner = read(first, arguments, limits);
            if (inner.optional()) {
                throw refused(path, "absent in two ways, twice Optional or @Nullable in Optional; write one of them");
            }
            return AbsentShape.optional(
                    inner, Optional.empty(), value -> ((Optional<?>) value).orElse(null), Optional::of);
        }
        if (raw.isRecord()) {
            limits.none();
            var key = arguments.name(type, true);
            return records.record(raw, key, arguments.name(type, false), arguments.of(raw, type), path, false);
        }
        if (raw.isSealed() && raw.isInterface()) {
            return records.family(raw, path, false);
        }
        throw Unsupported.refuse(raw, path);
    }

    private @Nullable EnumShape keys(AnnotatedType type, TypeArguments arguments, String path) {
        var shape = read(type, arguments, Limits.none(path + "{key}"));
        if (shape instanceof StringShape) {
            return null;
        }
        if (shape instanceof EnumShape constants) {
            return constants;
        }
        throw refused(path, "keys of JSON objects are texts; write Map<String, ...> or Map<an enum, ...>");
    }

    private Shape plain(Class<?> type, Limits limits) {
        var scalar = scalar(type, limits);
        if (scalar != null) {
            return scalar;
        }
        if (type == OptionalInt.class) {
            return AbsentShape.optional(
                    new IntegerShape(IntegerShape.Width.INT, false, limits),
                    OptionalInt.empty(),
                    value -> ((OptionalInt) value).isPresent() ? (Object) ((OptionalInt) value).getAsInt() : null,
                    value -> OptionalInt.of((Integer) value));
        }
        if (type == OptionalLong.class) {
            return AbsentShape.optional(
                    new IntegerShape(IntegerShape.Width.LONG, false, limits),
                    OptionalLong.empty(),
                    value -> ((OptionalLong) value).isPresent() ? (Object) ((OptionalLong) value).getAsLong() : null,
                    value -> OptionalLong.of((Long) value));
        }
        if (type == OptionalDouble.class) {
            return AbsentShape.optional(
                    new DoubleShape(false, limits),
                    OptionalDouble.empty(),
                    value -> ((OptionalDouble) value).isPresent()
                            ? (Object) ((OptionalDouble) value).getAsDouble()
                            : null,
                    value -> OptionalDouble.of((Double) value));
        }
        if (type == JsonObject.class || type == Object.class) {
            limits.none();
            return new JsonShape(type == JsonObject.class);
        }
        if (Formats.has(type)) {
            return Formats.of(type, limits);
        }
        if (type.isEnum() && type.getEnumConstants() instanceof Enum<?>[] constants && constants.length > 0) {
            limits.none();
            return new EnumShape(type, constants);
        }
        if (type.isRecord()) {
            limits.none();
            return records.record(type, type.getName(), type.getSimpleName(), TypeArguments.NONE, limits.path(), false);
        }
        if (type.isInterface() && type.isSealed()) {
            limits.none();
            return records.family(type, limits.path(), false);
        }
        throw Unsupported.refuse(type, limits.path());
    }

    private static @Nullable Shape scalar(Class<?> type, Limits limits) {
        var primitive = type.isPrimitive();
        if (type == String.class) {
            return new StringShape(limits);
        }
        if (type == int.class || type == Integer.class) {
            return new IntegerShape(IntegerShape.Width.INT, primitive, limits);
        }
        if (type == long.class || type == Long.class) {
            return new IntegerShape(IntegerShape.Width.LONG, primitive, limits);
        }
        if (type == double.class || type == Double.class) {
            return new DoubleShape(false, limits);
        }
        if (type == float.class || type == Float.class) {
            return new DoubleShape(true, limits);
        }
        if (type == short.class || type == Short.class) {
            return new IntegerShape(IntegerShape.Width.SHORT, primitive, limits);
        }
        if (type == byte.class || type == Byte.class) {
            return new IntegerShape(IntegerShape.Width.BYTE, primitive, limits);
        }
        if (type == boolean.class || type == Boolean.class) {
            limits.none();
            return new BooleanShape(primitive);
        }
        return type == BigInteger.class ? new BigIntegerShape(limits) : null;
    }
}
