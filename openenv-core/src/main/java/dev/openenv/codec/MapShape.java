package dev.openenv.codec;

import dev.openenv.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map with texts or enum constants as keys, in its own order. */
final class MapShape extends Shape {

    private final @Nullable EnumShape keys;
    private final Shape values;
    private final Limits limits;
    private final String expected;

    /** {@code keys} is null for texts. */
    MapShape(@Nullable EnumShape keys, Shape values, Limits limits) {
        this.keys = keys;
        this.values = values;
        this.limits = limits.sizes();
        expected = "an object" + limits.lengths("entries");
    }

    @Override
    String expected() {
        return expected;
    }

    @Override
    @Nullable
    Object encode(@Nullable Object value, Problems problems) {
        if (!(value instanceof Map<?, ?> from)) {
            return problems.add("type", expected, value);
        }
        sized(from.size(), value, problems);
        var json = JsonObject.builder();
        from.forEach((key, item) -> {
            var name = name(key, problems);
            if (name != null) {
                var before = problems.count();
                var encoded = values.encode(item, problems);
                problems.under(before, name);
                if (problems.count() == before) {
                    json.put(name, encoded);
                }
            }
        });
        return json.build();
    }

    @Override
    @Nullable
    Object decode(@Nullable Object json, Problems problems) {
        if (!(json instanceof JsonObject from)) {
            return problems.add("type", expected, json);
        }
        sized(from.size(), json, problems);
        var map = new LinkedHashMap<Object, @Nullable Object>();
        from.asMap().forEach((name, item) -> {
            var before = problems.count();
            var key = keys == null ? name : keys.decode(name, problems);
            var value = values.decode(item, problems);
            problems.under(before, name);
            if (key != null) {
                map.put(key, value);
            }
        });
        return Collections.unmodifiableMap(map);
    }

    @Override
    void check(@Nullable Object value, Problems problems) {
        if (!(value instanceof Map<?, ?> map)) {
            problems.add("type", expected, value);
            return;
        }
        sized(map.size(), value, problems);
        map.forEach((key, item) -> {
            var name = name(key, problems);
            if (name != null) {
                var before = problems.count();
                values.check(item, problems);
                problems.under(before, name);
            }
        });
    }

    private static @Nullable String name(@Nullable Object key, Problems problems) {
        if (key == null) {
            problems.add("value", "keys that are not null", null);
            return null;
        }
        return key instanceof Enum<?> constant ? constant.name() : (String) key;
    }

    private void sized(int size, Object actual, Problems problems) {
        if (size < limits.minLength() || size > limits.maxLength()) {
            problems.add("length", expected, actual);
        }
    }

    @Override
    boolean checked() {
        return true;
    }

    @Override
    Words schema(Definitions definitions) {
        var inner = values.schema(definitions).toJson();
        var words = Words.type("object").put("additionalProperties", inner.isEmpty() ? true : inner);
        if (keys != null) {
            words.put("propertyNames", keys.schema(definitions).toJson());
        }
        return limits.schema(words, "Properties");
    }
}
