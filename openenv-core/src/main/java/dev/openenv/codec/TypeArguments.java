package dev.openenv.codec;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the type variables of a generic record stand for at one place. */
final class TypeArguments {

    /** A type and what its variables stand for. */
    record Bound(AnnotatedType type, TypeArguments arguments) {}

    static final TypeArguments NONE = new TypeArguments(Map.of());

    private final Map<Type, Bound> bounds;

    private TypeArguments(Map<Type, Bound> bounds) {
        this.bounds = bounds;
    }

    /** What the variables of {@code raw} stand for in {@code type}, which is seen from here. */
    TypeArguments of(Class<?> raw, AnnotatedParameterizedType type) {
        var variables = raw.getTypeParameters();
        var arguments = type.getAnnotatedActualTypeArguments();
        var inner = new HashMap<Type, Bound>();
        for (var i = 0; i < variables.length; i++) {
            inner.put(variables[i], new Bound(arguments[i], this));
        }
        return new TypeArguments(inner);
    }

    @Nullable
    Bound get(AnnotatedTypeVariable variable) {
        return bounds.get(variable.getType());
    }

    /** The type with its arguments: {@code Box[Integer]} in short, with full names otherwise. */
    String name(AnnotatedType type, boolean full) {
        var suffix = TypeReader.isNullable(type) ? "?" : "";
        var bound = bounds.get(type.getType());
        if (bound != null) {
            return bound.arguments.name(bound.type, full) + suffix;
        }
        var raw = raw(type);
        var name = raw == null ? type.getType().getTypeName() : full ? raw.getName() : raw.getSimpleName();
        if (type instanceof AnnotatedParameterizedType generic) {
            return Stream.of(generic.getAnnotatedActualTypeArguments())
                            .map(argument -> name(argument, full))
                            .collect(Collectors.joining(", ", name + "[", "]"))
                    + suffix;
        }
        return name + suffix;
    }

    /** The class of a type, without arguments; null when it is not one. */
    static @Nullable Class<?> raw(AnnotatedType type) {
        if (type.getType() instanceof Class<?> raw) {
            return raw;
        }
        return type.getType() instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : null;
    }
}
