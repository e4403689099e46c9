package dev.openenv.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An episode for each of these tasks of the environment; all, where nothing else is said.
 *
 * <pre>{@code
 * @OpenEnvTest(TicketDesk.class)
 * @Tasks(split = "test", sample = 10)
 * void helps(ToolTrial trial) {
 *     assertThat(trial.run(new Assistant())).isSolved();
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Tasks {

    /**
     * Tasks by their ids.
     *
     * @return ids; empty for all
     */
    String[] value() default {};

    /**
     * Tasks of one split.
     *
     * @return its name; empty for all
     */
    String split() default "";

    /**
     * How many of them, chosen by chance, the same each time.
     *
     * @return 0 for all
     */
    int sample() default 0;
}
