package dev.openenv.codec;

import dev.openenv.SpecException;
import dev.openenv.json.Codec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds the codec that a type brings. */
final class OwnCodec {

    private OwnCodec() {}

    /** What the type's method {@code codec()} gives; null when it has none. */
    static @Nullable Codec<?> of(Class<?> type) {
        Method method;
        try {
            method = type.getDeclaredMethod("codec");
        } catch (NoSuchMethodException e) {
            return null;
        }
        if (!Modifier.isStatic(method.getModifiers())
                || !Modifier.isPublic(method.getModifiers())
                || method.getReturnType() != Codec.class) {
            return null;
        }
        try {
            method.setAccessible(true);
            if (method.invoke(null) instanceof Codec<?> codec && codec.type() == type) {
                return codec;
            }
            throw new SpecException(type.getName() + ".codec() gives no codec of " + type.getSimpleName());
        } catch (InvocationTargetException e) {
            throw new SpecException(type.getName() + ".codec() failed: " + e.getCause());
        } catch (ReflectiveOperationException | RuntimeException e) {
            if (e instanceof SpecException refusal) {
                throw refusal;
            }
            throw new SpecException(type.getName() + ".codec() cannot be called: " + e);
        }
    }
}
