package dev.openenv.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a record component or a parameter: what it means and which values it takes. The bounds stand in the JSON
 * Schema and are checked before the environment sees an action.
 *
 * <pre>{@code
 * record Move(@Param(value = "column, from the left", min = 0, max = 6) int column) implements Action {}
 * }</pre>
 */
@Documented
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Param {

    /**
     * What it means, for people and agents.
     *
     * @return a short text, empty for none
     */
    String value() default "";

    /**
     * The name in JSON.
     *
     * @return the name; by default the Java name in snake_case
     */
    String name() default "";

    /**
     * The least number.
     *
     * @return the bound, included
     */
    double min() default Double.NEGATIVE_INFINITY;

    /**
     * The greatest number.
     *
     * @return the bound, included
     */
    double max() default Double.POSITIVE_INFINITY;

    /**
     * The least length of a text in code points, or number of items of a list or map.
     *
     * @return the bound, included
     */
    int minLength() default 0;

    /**
     * The greatest length of a text in code points, or number of items of a list or map.
     *
     * @return the bound, included
     */
    int maxLength() default Integer.MAX_VALUE;

    /**
     * The pattern that a whole text must match.
     *
     * @return a regular expression that Java and ECMA-262 read alike, empty for none
     */
    String pattern() default "";

    /**
     * The value when JSON does not have the field.
     *
     * @return JSON text, for example {@code 5} or {@code "catch"} with its quotes; empty when the field is required
     */
    String defaultValue() default "";
}
