package dev.openenv.codec;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A value that may be absent, JSON's null: a nullable component, or one of the JDK's optionals. */
final class AbsentShape extends Shape {

    private final Shape inner;
    private final @Nullable Object empty;
    private final Function<Object, @Nullable Object> unwrap;
    private final Function<Object, Object> wrap;

    private AbsentShape(
            Shape inner,
            @Nullable Object empty,
            Function<Object, @Nullable Object> unwrap,
            Function<Object, Object> wrap) {
        this.inner = inner;
        this.empty = empty;
        this.unwrap = unwrap;
        this.wrap = wrap;
    }

    /** Null in Java as well. */
    static AbsentShape nullable(Shape inner) {
        return new AbsentShape(inner, null, value -> value, value -> value);
    }

    /** An object in Java that is there or not; {@code unwrap} gives null when it is not. */
    static AbsentShape optional(
            Shape inner, Object empty, Function<Object, @Nullable Object> unwrap, Function<Object, Object> wrap) {
        return new AbsentShape(inner, empty, unwrap, wrap);
    }

    @Override
    String expected() {
        return inner.expected() + " or null";
    }

    @Override
    boolean optional() {
        return true;
    }

    @Override
    @Nullable
    Object encode(@Nullable Object value, Problems problems) {
        if (value == null) {
            return empty == null ? null : problems.add("type", notNull(), null);
        }
        var there = unwrap.apply(value);
        return there == null ? null : inner.encode(there, problems);
    }

    @Override
    @Nullable
    Object decode(@Nullable Object json, Problems problems) {
        if (json == null) {
            return empty;
        }
        var value = inner.decode(json, problems);
        return value == null ? empty : wrap.apply(value);
    }

    @Override
    void check(@Nullable Object value, Problems problems) {
        if (value == null) {
            if (empty != null) {
                problems.add("type", notNull(), null);
            }
            return;
        }
        var there = unwrap.apply(value);
        if (there != null) {
            inner.check(there, problems);
        }
    }

    private String notNull() {
        return "an Optional, empty for null";
    }

    @Override
    boolean checked() {
        return empty != null || inner.checked();
    }

    @Override
    boolean titled() {
        return inner.titled();
    }

    @Override
    Words schema(Definitions definitions) {
        return new Words(Map.of())
                .put("anyOf", List.of(inner.schema(definitions).toJson(), Map.of("type", "null")));
    }
}
