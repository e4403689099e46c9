package dev.openenv.codec;

import org.jspecify.annotations.Nullable;

/** A shape without parts. {@link #valid} is asked by reader, writer and check alike. */
abstract sealed class Scalar extends Shape
        permits BooleanShape, IntegerShape, BigIntegerShape, DoubleShape, StringShape, TextShape, EnumShape {

    /** The Java value, or null after a problem. */
    abstract @Nullable Object read(Object json, Problems problems);

    abstract Object write(Object value);

    /** Notes what Java's type does not rule out. */
    abstract boolean valid(Object value, Problems problems);

    @Override
    final @Nullable Object encode(@Nullable Object value, Problems problems) {
        if (value == null) {
            return problems.add("type", expected(), null);
        }
        return valid(value, problems) ? write(value) : null;
    }

    @Override
    final @Nullable Object decode(@Nullable Object json, Problems problems) {
        if (json == null) {
            return problems.add("type", expected(), null);
        }
        var value = read(json, problems);
        return value != null && valid(value, problems) ? value : null;
    }

    @Override
    final void check(@Nullable Object value, Problems problems) {
        if (value == null) {
            problems.add("type", expected(), null);
        } else {
            valid(value, problems);
        }
    }

    @Override
    boolean checked() {
        return true;
    }
}
