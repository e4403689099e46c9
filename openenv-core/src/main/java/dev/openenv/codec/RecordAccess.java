package dev.openenv.codec;

import dev.openenv.SpecException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a record and reads its components, by handles found once. */
final class RecordAccess {

    private static final MethodType READ = MethodType.methodType(Object.class, Object.class);
    private static final MethodType MAKE = MethodType.methodType(Object.class, Object[].class);

    private final MethodHandle constructor;
    private final MethodHandle[] accessors;

    private RecordAccess(MethodHandle constructor, MethodHandle[] accessors) {
        this.constructor = constructor;
        this.accessors = accessors;
    }

    static RecordAccess of(Class<?> type, RecordComponent[] components) {
        var lookup = lookup(type);
        var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MAKE);
            var accessors = new MethodHandle[types.length];
            for (var i = 0; i < types.length; i++) {
                var accessor = MethodType.methodType(types[i]);
                accessors[i] = lookup.findVirtual(type, components[i].getName(), accessor)
                        .asType(READ);
            }
            return new RecordAccess(constructor, accessors);
        } catch (IllegalAccessException e) {
            throw closed(type);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For values that stay what they are read as: an array. */
    static RecordAccess array() {
        return new RecordAccess(MethodHandles.identity(Object[].class).asType(MAKE), new MethodHandle[0]);
    }

    /** Everything where the package is open to this module, else what is public and exported. */
    static MethodHandles.Lookup lookup(Class<?> type) {
        RecordAccess.class.getModule().addReads(type.getModule());
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            return MethodHandles.publicLookup();
        }
    }

    static SpecException closed(Class<?> type) {
        var self = RecordAccess.class.getModule();
        return new SpecException(type.getName() + ": its package is closed to the codec; add 'opens "
                + type.getPackageName() + (self.isNamed() ? " to " + self.getName() : "") + ";' to the module-info of "
                + type.getModule().getName() + ", or make the class public and export its package");
    }

    @Nullable
    Object read(Object instance, int component) {
        try {
            return (Object) accessors[component].invokeExact(instance);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }

    /** Calls the canonical constructor; what it throws passes. */
    Object make(@Nullable Object[] values) throws Exception {
        try {
            return (Object) constructor.invokeExact(values);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }
}
