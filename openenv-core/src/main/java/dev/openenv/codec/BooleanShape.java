package dev.openenv.codec;

import org.jspecify.annotations.Nullable;

/** A truth value. */
final class BooleanShape extends Scalar {

    private final boolean primitive;

    BooleanShape(boolean primitive) {
        this.primitive = primitive;
    }

    @Override
    String expected() {
        return "true or false";
    }

    @Override
    @Nullable
    Object read(Object json, Problems problems) {
        return json instanceof Boolean ? json : problems.add("type", expected(), json);
    }

    @Override
    Object write(Object value) {
        return value;
    }

    @Override
    boolean valid(Object value, Problems problems) {
        return true;
    }

    @Override
    boolean checked() {
        return !primitive;
    }

    @Override
    Words schema(Definitions definitions) {
        return Words.type("boolean");
    }
}
