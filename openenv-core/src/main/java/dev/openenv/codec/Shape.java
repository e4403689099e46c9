package dev.openenv.codec;

import org.jspecify.annotations.Nullable;

/**
 * The description of a Java type, from which everything is made: its schema, its writer, its reader, its check. The tree
 * of shapes is finite. Immutable and safe for many threads.
 */
abstract sealed class Shape permits Scalar, JsonShape, AbsentShape, ListShape, MapShape, RecordShape, FamilyShape {

    /** What would be right, for messages: "an integer". */
    abstract String expected();

    /** A JSON value, or null after a problem or where null is right. */
    abstract @Nullable Object encode(@Nullable Object value, Problems problems);

    /** A Java value, or null after a problem or where null is right. */
    abstract @Nullable Object decode(@Nullable Object json, Problems problems);

    /** Notes what {@link #encode} would note. */
    abstract void check(@Nullable Object value, Problems problems);

    /** Whether Java's types leave anything to check. */
    abstract boolean checked();

    /** The schema, of which the caller gets a new copy to add to. */
    abstract Words schema(Definitions definitions);

    /** Whether a field of this shape gets a title of its own: not where a definition brings one. */
    boolean titled() {
        return true;
    }

    /** Whether JSON need not have a field of this shape. */
    boolean optional() {
        return false;
    }
}
