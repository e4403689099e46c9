package dev.openenv.provider;

import dev.openenv.Environment;
import dev.openenv.SpecException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out which actions and observations an environment class was written for. */
final class EnvironmentTypes {

    private EnvironmentTypes() {}

    /** The class that {@code type} puts for the first (actions) or second (observations) parameter of Environment. */
    @SuppressWarnings("unchecked") // the compiler has tied the class's arguments to the caller's type variables
    static <T> Class<T> argument(Class<?> type, int index) {
        var arguments = resolve(type, new HashMap<>());
        if (arguments != null && arguments[index] instanceof Class<?> known) {
            return (Class<T>) known;
        }
        throw new SpecException(type.getName() + " does not say its " + (index == 0 ? "action" : "observation")
                + " type; pass both classes: InProcessProvider.of(MyAction.class, MyObservation.class, factory)");
    }

    private static Type @Nullable [] resolve(Class<?> type, Map<TypeVariable<?>, Type> known) {
        var parents = new ArrayList<>(List.of(type.getGenericInterfaces()));
        if (type.getGenericSuperclass() != null) {
            parents.add(type.getGenericSuperclass());
        }
        for (var parent : parents) {
            if (parent instanceof ParameterizedType parameterized) {
                var raw = (Class<?>) parameterized.getRawType();
                var arguments = parameterized.getActualTypeArguments();
                for (var i = 0; i < arguments.length; i++) {
                    arguments[i] = known.getOrDefault(arguments[i], arguments[i]);
                    known.put(raw.getTypeParameters()[i], arguments[i]);
                }
                if (raw == Environment.class) {
                    return arguments;
                }
                var found = resolve(raw, known);
                if (found != null) {
                    return found;
                }
            } else if (parent instanceof Class<?> plain && Environment.class.isAssignableFrom(plain)) {
                var found = resolve(plain, known);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    static String kebabCase(String simpleName) {
        return simpleName
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }
}
