package dev.openenv.tools;

import dev.openenv.SpecException;
import dev.openenv.codec.MethodCodec;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The methods of a class that are tools, read once for all instances. Immutable. */
final class ToolMethods {

    private static final double NANOS = 1e9;

    private static final ClassValue<ToolMethods> KNOWN = new ClassValue<>() {
        @Override
        protected ToolMethods computeValue(Class<?> type) {
            return new ToolMethods(type);
        }
    };

    private final List<One> all = new ArrayList<>();

    private record One(
            ToolDescriptor tool, List<ToolMode> modes, @Nullable Duration limit, boolean parallel, MethodCodec codec) {}

    private ToolMethods(Class<?> type) {
        Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(Tool.class) && !method.isBridge())
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toString))
                .forEach(method -> all.add(read(method)));
        for (var method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Tool.class) && !method.isBridge() && !inAll(type, method)) {
                throw new SpecException(place(method) + ": a tool is a public method; make it public");
            }
        }
        if (all.isEmpty()) {
            throw new SpecException(type.getName() + ": no public method has the annotation @Tool");
        }
    }

    /** Reads a class at its first use; throws {@link SpecException} for what cannot be a tool. */
    static ToolMethods of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static boolean inAll(Class<?> type, Method method) {
        return Arrays.asList(type.getMethods()).contains(method);
    }

    private static String place(Method method) {
        return method.getDeclaringClass().getName() + "." + method.getName();
    }

    private static One read(Method method) {
        var tool = method.getAnnotation(Tool.class);
        var plain = method.getReturnType() == ToolResult.class;
        var codec = plain ? MethodCodec.ofParameters(method) : MethodCodec.of(method);
        var name = tool.name().isEmpty() ? codec.name() : tool.name();
        var descriptor = ToolDescriptor.of(name, tool.value(), codec.parameters());
        var output = codec.result().map(ToolMethods::structured);
        if (output.isPresent()) {
            descriptor = descriptor.withOutputSchema(output.get());
        }
        if (tool.modes().length == 0) {
            throw new SpecException(place(method) + ": a tool without modes exists nowhere");
        }
        return new One(descriptor, List.of(tool.modes()), limit(tool.limitSeconds(), method), tool.parallel(), codec);
    }

    private static @Nullable Duration limit(double seconds, Method method) {
        if (seconds == 0) {
            return null;
        }
        if (!(seconds > 0) || seconds * NANOS > Long.MAX_VALUE) {
            throw new SpecException(place(method) + ": a limit must be above zero, got " + seconds + " seconds");
        }
        return Duration.ofNanos(Math.max(1, (long) (seconds * NANOS)));
    }

    /** A value that is no object stands as {@code result}, as in {@link ToolResult#structuredContent}. */
    private static JsonObject structured(JsonObject schema) {
        if (schema.get("type") instanceof String type && type.equals("object")) {
            return schema;
        }
        var wrapped = JsonObject.of(
                "type",
                "object",
                "properties",
                JsonObject.of("result", schema.without("$defs")),
                "required",
                List.of("result"));
        return schema.object("$defs").map(parts -> wrapped.with("$defs", parts)).orElse(wrapped);
    }

    void addTo(ToolSet.Builder builder, Supplier<?> target) {
        for (var one : all) {
            var mode = one.modes().size() == 1 ? one.modes().get(0) : null;
            builder.put(mode, one.tool(), one.limit(), one.parallel(), arguments -> prepared(one, target, arguments));
        }
    }

    private static Callable<@Nullable Object> prepared(One one, Supplier<?> target, JsonObject arguments) {
        var values = read(one, arguments);
        return () -> one.codec().call(target.get(), values);
    }

    private static @Nullable Object[] read(One one, JsonObject arguments) {
        try {
            return one.codec().read(arguments);
        } catch (JsonMismatchException e) {
            throw ArgumentCheck.refusal(one.tool().name(), e.mismatches());
        }
    }
}
