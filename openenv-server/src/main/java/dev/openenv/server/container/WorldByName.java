package dev.openenv.server.container;

import dev.openenv.EnvironmentProvider;
import dev.openenv.provider.Catalog;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/** Finds an environment by what an image was told: its name in a catalogue, or a static method that makes it. */
final class WorldByName {

    private static final String METHOD = "::";

    private WorldByName() {}

    /** By {@code word-game} or {@code me.Higher::world}. */
    static EnvironmentProvider<?, ?> find(String name) {
        var separator = name.indexOf(METHOD);
        return separator < 0
                ? Catalog.load().entry(name).provider()
                : made(name, name.substring(0, separator), name.substring(separator + METHOD.length()));
    }

    private static EnvironmentProvider<?, ?> made(String name, String type, String method) {
        try {
            var maker = Class.forName(type).getDeclaredMethod(method);
            if (!Modifier.isStatic(maker.getModifiers())) {
                throw new IllegalArgumentException(name + " is not a static method");
            }
            maker.setAccessible(true);
            if (maker.invoke(null) instanceof EnvironmentProvider<?, ?> provider) {
                return provider;
            }
            throw new IllegalArgumentException(name + " does not give an EnvironmentProvider");
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(name + " failed: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "there is no static method " + name + " without parameters (" + e + ")", e);
        }
    }
}
