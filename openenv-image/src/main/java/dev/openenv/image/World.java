package dev.openenv.image;

import dev.openenv.EnvironmentCatalog;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ServiceLoader;

/**
 * An environment, and how the program in an image finds it.
 *
 * @param name what the program is told: a name in a catalogue, or {@code package.Class::method}
 * @param origin a class beside which all that is needed lies
 * @param spec what it says about itself
 */
record World(String name, Class<?> origin, EnvironmentSpec spec) {

    /** One that a catalogue on the class path names. */
    static World named(String name) {
        for (var catalog : ServiceLoader.load(EnvironmentCatalog.class)) {
            for (var entry : catalog.entries()) {
                if (entry.name().equals(name)) {
                    return new World(name, catalog.getClass(), entry.provider().spec());
                }
            }
        }
        throw unknown("no catalogue on the class path has an environment '" + name + "'");
    }

    /** One at hand, which must be what a catalogue has under its name. */
    static World of(EnvironmentProvider<?, ?> provider) {
        var spec = provider.spec();
        var known = named(spec.name());
        if (!known.spec().equals(spec)) {
            throw unknown("the catalogue's environment '" + spec.name() + "' has another spec than the provider given");
        }
        return known;
    }

    /** One that a static method makes. */
    static World of(WorldMaker maker) {
        try {
            var replace = maker.getClass().getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            if (replace.invoke(maker) instanceof SerializedLambda lambda
                    && lambda.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic
                    && lambda.getCapturedArgCount() == 0
                    && !lambda.getImplMethodName().startsWith("lambda$")) {
                var type = Class.forName(
                        lambda.getImplClass().replace('/', '.'),
                        false,
                        maker.getClass().getClassLoader());
                return new World(
                        type.getName() + "::" + lambda.getImplMethodName(),
                        type,
                        maker.make().spec());
            }
        } catch (ReflectiveOperationException notALambda) {
            throw noReference();
        }
        throw noReference();
    }

    /** One that this static method makes. */
    static World of(Class<?> type, String method) {
        var name = type.getName() + "::" + method;
        try {
            var maker = type.getDeclaredMethod(method);
            maker.setAccessible(true);
            if (Modifier.isStatic(maker.getModifiers())
                    && maker.invoke(null) instanceof EnvironmentProvider<?, ?> provider) {
                return new World(name, type, provider.spec());
            }
        } catch (InvocationTargetException e) {
            throw unknown(name + " failed: " + e.getCause());
        } catch (ReflectiveOperationException e) {
            throw unknown("there is no method " + name + " without parameters");
        }
        throw unknown(name + " is no static method that gives an EnvironmentProvider");
    }

    private static ImageException noReference() {
        return unknown("the maker must be a reference to a static method, such as WordGame::provider");
    }

    private static ImageException unknown(String why) {
        return new ImageException(
                "unknown_environment",
                why
                        + ": name it in an EnvironmentCatalog, or pass a reference to a static method that makes its provider",
                null);
    }
}
