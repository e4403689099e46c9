package dev.openenv.codec;

import dev.openenv.SpecException;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls a method from JSON: its parameters are the fields of an object, described and read as those of a record (see {@link
 * Codecs}), its result is a JSON value.
 *
 * <p>Immutable and safe for many threads.
 *
 * <pre>{@code
 * String shout(@Param("what to say") String text, @Param(min = 1, defaultValue = "1") int times) { ... }
 *
 * var codec = MethodCodec.of(method);
 * codec.parameters();                                          // the JSON Schema of {"text": ..., "times": ...}
 * codec.call(target, codec.read(JsonObject.of("text", "hi")));    // "HI"
 * }</pre>
 */
public final class MethodCodec {

    private static final MethodType CALL = MethodType.methodType(Object.class, Object.class, Object[].class);

    private final String path;
    private final String name;
    private final MethodHandle handle;
    private final RecordShape shape;
    private final JsonObject parameters;
    private final @Nullable Shape result;
    private final @Nullable JsonObject resultSchema;

    private MethodCodec(String path, Method method, boolean described) {
        this.path = path;
        name = Names.snakeCase(method.getName());
        handle = handle(method);
        shape = new TypeReader().parameters(method, path);
        var definitions = new Definitions();
        parameters = definitions.addTo(shape.inline(definitions)).toJson();
        if (described && method.getReturnType() != void.class) {
            result = new TypeReader().value(method.getAnnotatedReturnType(), path + "()");
            var ofResult = new Definitions();
            var words = result instanceof RecordShape single ? single.inline(ofResult) : result.schema(ofResult);
            resultSchema = ofResult.addTo(words).toJson();
        } else {
            result = null;
            resultSchema = null;
        }
    }

    /**
     * Describes a method.
     *
     * @param method an instance method that this module may call: public and in an exported package, or in one that is open
     *     to it
     * @return the codec
     * @throws SpecException naming class, method and parameter of what cannot be described exactly or called
     */
    public static MethodCodec of(Method method) {
        return new MethodCodec(path(method), method, true);
    }

    /**
     * Describes a method's parameters only; its result stays what it is.
     *
     * @param method as for {@link #of}
     * @return the codec
     * @throws SpecException naming class, method and parameter of what cannot be described exactly or called
     */
    public static MethodCodec ofParameters(Method method) {
        return new MethodCodec(path(method), method, false);
    }

    private static String path(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }

    private MethodHandle handle(Method method) {
        if (Modifier.isStatic(method.getModifiers())) {
            throw Limits.refused(path, "a static method belongs to no instance; make it an instance method");
        }
        try {
            return RecordAccess.lookup(method.getDeclaringClass())
                    .unreflect(method)
                    .asSpreader(Object[].class, method.getParameterCount())
                    .asType(CALL);
        } catch (IllegalAccessException e) {
            throw RecordAccess.closed(method.getDeclaringClass());
        }
    }

    /**
     * The method's name in JSON.
     *
     * @return the name in snake_case
     */
    public String name() {
        return name;
    }

    /**
     * What it takes.
     *
     * @return a JSON Schema of an object
     */
    public JsonObject parameters() {
        return parameters;
    }

    /**
     * What it gives.
     *
     * @return a JSON Schema of a value; empty for {@code void} and for a method whose result is not described
     */
    public Optional<JsonObject> result() {
        return Optional.ofNullable(resultSchema);
    }

    /**
     * Reads arguments.
     *
     * @param json by name
     * @return one value for each parameter, in order
     * @throws JsonMismatchException naming all that do not fit
     */
    public @Nullable Object[] read(JsonObject json) {
        var problems = new Problems();
        var values = shape.decode(json, problems);
        problems.refuse(path);
        return (@Nullable Object[]) Objects.requireNonNull(values);
    }

    /**
     * Calls the method.
     *
     * @param target an instance of the class that declares it
     * @param arguments as {@link #read} gave them
     * @return what came of it as a JSON value, or, of a method whose result is not described, as it is
     * @throws JsonMismatchException when the result does not fit its description
     * @throws Exception what the method throws
     */
    public @Nullable Object call(Object target, @Nullable Object[] arguments) throws Exception {
        var value = invoke(target, arguments);
        if (result == null) {
            return value;
        }
        var problems = new Problems();
        var json = result.encode(value, problems);
        problems.refuse("the result of " + path);
        return json;
    }

    private @Nullable Object invoke(Object target, @Nullable Object[] arguments) throws Exception {
        try {
            return (Object) handle.invokeExact(target, arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }

    @Override
    public String toString() {
        return "MethodCodec[" + path + "]";
    }
}
