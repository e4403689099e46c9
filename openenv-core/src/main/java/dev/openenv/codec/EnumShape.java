package dev.openenv.codec;

import dev.openenv.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A constant of an enum, written as its name. */
final class EnumShape extends Scalar {

    private final Class<?> type;
    private final List<String> names;
    private final Map<String, Object> constants = new HashMap<>();
    private final String expected;

    /** {@code constants} are those of the type, at least one. */
    EnumShape(Class<?> type, Enum<?>[] constants) {
        this.type = type;
        names = Stream.of(constants).<String>map(Enum::name).toList();
        for (var constant : constants) {
            this.constants.put(constant.name(), constant);
        }
        expected = names.size() == 1 ? "'" + names.get(0) + "'" : "one of " + String.join(", ", names);
    }

    @Override
    String expected() {
        return expected;
    }

    @Override
    @Nullable
    Object read(Object json, Problems problems) {
        if (!(json instanceof String)) {
            return problems.add("type", expected, json);
        }
        var constant = constants.get(json);
        return constant != null ? constant : problems.add("choice", expected, json);
    }

    @Override
    Object write(Object value) {
        return ((Enum<?>) value).name();
    }

    @Override
    boolean valid(Object value, Problems problems) {
        return true;
    }

    @Override
    boolean titled() {
        return false;
    }

    @Override
    Words schema(Definitions definitions) {
        return definitions.reference(type.getName(), type.getSimpleName(), () -> definition());
    }

    private JsonObject definition() {
        return Words.type("string")
                .put("enum", names)
                .put("title", type.getSimpleName())
                .toJson();
    }
}
