package dev.openenv.junit;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.SpecException;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.provider.ToolProvider;
import dev.openenv.tools.Tool;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** Makes an environment of a class, as {@link OpenEnvTest#value} says. */
final class Worlds {

    private Worlds() {}

    /** The world of a class; {@code method} names its static method, or is empty. */
    static World of(Class<?> type, String method) {
        var makers = makers(type);
        if (!method.isEmpty()) {
            return makers.stream()
                    .filter(maker -> maker.getName().equals(method))
                    .findFirst()
                    .map(Worlds::made)
                    .orElseThrow(() -> wrong(
                            type,
                            "has no static method '" + method + "' without parameters that gives an EnvironmentProvider"
                                    + found(makers)));
        }
        if (makers.size() > 1) {
            throw wrong(
                    type,
                    "has several methods that give an EnvironmentProvider" + found(makers)
                            + ": name one, @OpenEnvTest(value = " + type.getSimpleName() + ".class, provider = \""
                            + makers.get(0).getName() + "\")");
        }
        return makers.isEmpty() ? ofInstance(type) : made(makers.get(0));
    }

    private static List<Method> makers(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers())
                        && !Modifier.isPrivate(method.getModifiers())
                        && !method.isSynthetic()
                        && method.getParameterCount() == 0
                        && EnvironmentProvider.class.isAssignableFrom(method.getReturnType()))
                .sorted((one, other) -> one.getName().compareTo(other.getName()))
                .toList();
    }

    private static String found(List<Method> makers) {
        return makers.isEmpty()
                ? ""
                : makers.stream().map(maker -> maker.getName() + "()").collect(Collectors.joining(", ", " (", ")"));
    }

    private static World made(Method maker) {
        var type = maker.getDeclaringClass();
        maker.setAccessible(true);
        try {
            var provider = (EnvironmentProvider<?, ?>) maker.invoke(null);
            if (provider == null) {
                throw wrong(type, "gives null from " + maker.getName() + "()");
            }
            return new World(type.getName() + "::" + maker.getName(), provider, Optional.of(maker));
        } catch (InvocationTargetException e) {
            throw failed(type, maker.getName() + "()", e.getCause());
        } catch (IllegalAccessException e) {
            throw failed(type, maker.getName() + "()", e);
        }
    }

    private static World ofInstance(Class<?> type) {
        if (EnvironmentProvider.class.isAssignableFrom(type)) {
            return new World(type, (EnvironmentProvider<?, ?>) create(constructor(type)), Optional.empty());
        }
        try {
            if (Environment.class.isAssignableFrom(type)) {
                return new World(type, ofEnvironment(type.asSubclass(Environment.class)), Optional.empty());
            }
            if (Arrays.stream(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(Tool.class))) {
                return new World(type, toolProvider(type), Optional.empty());
            }
        } catch (SpecException e) {
            throw failed(type, "its description", e);
        }
        throw wrong(
                type,
                "is no environment: it has no static method that gives an EnvironmentProvider, is neither"
                        + " an EnvironmentProvider nor an Environment, and has no public method with @Tool");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static EnvironmentProvider<?, ?> ofEnvironment(Class<? extends Environment> type) {
        var constructor = constructor(type);
        return InProcessProvider.<Action, Observation, Environment<Action, Observation>>of(
                (Class) type, () -> (Environment<Action, Observation>) create(constructor));
    }

    private static <T> EnvironmentProvider<?, ?> toolProvider(Class<T> type) {
        return ToolProvider.of(type, ofTools(type));
    }

    @SuppressWarnings("unchecked")
    private static <T> Function<ResetOptions, T> ofTools(Class<T> type) {
        var seeded = declared(type, ResetOptions.class);
        if (seeded.isPresent()) {
            var constructor = opened(type, seeded.get());
            return options -> (T) create(constructor, options);
        }
        var plain = constructor(type);
        return options -> (T) create(plain);
    }

    private static Optional<Constructor<?>> declared(Class<?> type, Class<?>... parameters) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor -> Arrays.equals(constructor.getParameterTypes(), parameters))
                .findFirst();
    }

    private static Constructor<?> constructor(Class<?> type) {
        return declared(type)
                .map(constructor -> opened(type, constructor))
                .orElseThrow(() -> wrong(
                        type,
                        (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())
                                        ? "is an inner class: make it static, "
                                        : "has no constructor without parameters: give it one, ")
                                + "or write a static method without parameters that gives an EnvironmentProvider"));
    }

    private static Constructor<?> opened(Class<?> type, Constructor<?> constructor) {
        if (Modifier.isAbstract(type.getModifiers())) {
            throw wrong(type, "is abstract");
        }
        constructor.setAccessible(true);
        return constructor;
    }

    private static Object create(Constructor<?> constructor, Object... arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed(constructor.getDeclaringClass(), "its constructor", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw failed(constructor.getDeclaringClass(), "its constructor", e);
        }
    }

    private static ExtensionConfigurationException wrong(Class<?> type, String what) {
        return new ExtensionConfigurationException(
                "@OpenEnvTest(" + type.getSimpleName() + ".class): " + type.getName() + " " + what);
    }

    private static ExtensionConfigurationException failed(Class<?> type, String what, @Nullable Throwable cause) {
        return new ExtensionConfigurationException(
                "@OpenEnvTest(" + type.getSimpleName() + ".class): " + what + " of " + type.getName() + " failed: "
                        + cause,
                cause);
    }
}
