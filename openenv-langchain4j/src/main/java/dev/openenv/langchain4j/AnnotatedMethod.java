package dev.openenv.langchain4j;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.internal.Json;
import dev.openenv.SpecException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A method with LangChain4j's annotation, and the object whose method it is; called as LangChain4j's own services call it. */
final class AnnotatedMethod {

    private static final String VALUE = "{\"v\":";

    private final Object target;
    private final Method method;
    private final ToolSpecification specification;

    private AnnotatedMethod(Object target, Method method) {
        this.target = target;
        this.method = method;
        specification = ToolSpecifications.toolSpecificationFrom(method);
        for (var parameter : method.getParameters()) {
            var parameters = specification.parameters();
            if (parameters == null || !parameters.properties().containsKey(name(parameter))) {
                throw new SpecException("tool " + method + ": parameter " + name(parameter)
                        + " is filled in by LangChain4j's AI services, and there is none here");
            }
        }
    }

    /** Those of an object and its superclasses, by name; at least one. */
    static List<AnnotatedMethod> of(Object target) {
        var found = new ArrayList<AnnotatedMethod>();
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            Stream.of(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Tool.class) && !method.isBridge())
                    .filter(method -> found.stream().noneMatch(known -> known.overrides(method)))
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(method -> found.add(new AnnotatedMethod(target, accessible(method))));
        }
        if (found.isEmpty()) {
            throw new SpecException(target.getClass().getName() + " has no method with LangChain4j's @Tool");
        }
        return found;
    }

    private boolean overrides(Method other) {
        return method.getName().equals(other.getName())
                && List.of(method.getParameterTypes()).equals(List.of(other.getParameterTypes()));
    }

    private static Method accessible(Method method) {
        try {
            method.setAccessible(true);
            return method;
        } catch (RuntimeException e) {
            throw new SpecException("tool " + method + " cannot be called: " + e.getMessage());
        }
    }

    ToolSpecification specification() {
        return specification;
    }

    /** Calls it with checked arguments; throws what it throws. */
    @Nullable
    Object call(JsonObject arguments) throws Exception {
        var parameters = method.getParameters();
        var values = new @Nullable Object[parameters.length];
        for (var i = 0; i < parameters.length; i++) {
            values[i] = value(parameters[i], arguments);
        }
        try {
            var given = method.invoke(Modifier.isStatic(method.getModifiers()) ? null : target, values);
            return given == null || given instanceof String ? given : read(Json.toJson(given));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception thrown ? thrown : e;
        }
    }

    private static @Nullable Object read(String json) {
        return JsonText.parse(VALUE + json + "}").get("v");
    }

    private static @Nullable Object value(Parameter parameter, JsonObject arguments) {
        var name = name(parameter);
        var optional = parameter.getType() == Optional.class;
        var given = arguments.get(name);
        if (given == null) {
            var hint = parameter.getAnnotation(P.class);
            if (hint != null && !hint.defaultValue().equals(P.NO_DEFAULT)) {
                return parameter.getType() == String.class
                        ? hint.defaultValue()
                        : Json.fromJson(hint.defaultValue(), parameter.getParameterizedType());
            }
            if (parameter.getType().isPrimitive()) {
                throw new IllegalArgumentException(
                        "'" + name + "' is missing, and a " + parameter.getType() + " cannot be left out");
            }
            return optional ? Optional.empty() : null;
        }
        var text = JsonText.write(JsonObject.of("v", given));
        var json = text.substring(VALUE.length(), text.length() - 1);
        var type = parameter.getParameterizedType();
        return optional && type instanceof ParameterizedType of
                ? Optional.ofNullable(Json.fromJson(json, of.getActualTypeArguments()[0]))
                : Json.fromJson(json, type);
    }

    private static String name(Parameter parameter) {
        var hint = parameter.getAnnotation(P.class);
        return hint == null || hint.name().isBlank() ? parameter.getName() : hint.name();
    }
}
