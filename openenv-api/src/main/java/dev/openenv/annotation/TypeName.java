package dev.openenv.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names a member of a sealed family in JSON: the value of its {@code type} field. Without it the name is the simple class
 * name in snake_case.
 *
 * <pre>{@code
 * sealed interface Order extends Action permits Buy, Sell {}
 * @TypeName("buy") record Buy(int amount) implements Order {}   // {"type":"buy","amount":3}
 * }</pre>
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface TypeName {

    /**
     * The name.
     *
     * @return the value of the {@code type} field
     */
    String value();
}
