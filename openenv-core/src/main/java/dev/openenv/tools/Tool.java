package dev.openenv.tools;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a public method a tool: its parameters become arguments, described with {@link dev.openenv.annotation.Param} where
 * the names do not say it all, and its result is described by its type. Compile with {@code -parameters}, so that the names
 * are there.
 *
 * <p>What parameters and results may be, {@link dev.openenv.codec.Codecs} says. A result may also be a {@link ToolResult},
 * which takes pictures and more, or nothing. What the method throws is told to the agent and ends no episode.
 *
 * <pre>{@code
 * @Tool("Finds open tickets by a word in their title.")
 * public List<Ticket> search(@Param("a word") String word, @Param(min = 1, max = 50, defaultValue = "10") int most) { ... }
 * }</pre>
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Tool {

    /**
     * What it does, for agents.
     *
     * @return a sentence or two, empty for none
     */
    String value() default "";

    /**
     * What it is called by.
     *
     * @return the name; by default the method's name in snake_case
     */
    String name() default "";

    /**
     * Where it exists.
     *
     * @return one mode or all
     */
    ToolMode[] modes() default {ToolMode.SIMULATION, ToolMode.PRODUCTION};

    /**
     * Whether it may run while other tools of the same object run, as in {@link CallTools}: it is safe for many threads.
     *
     * @return false unless said
     */
    boolean parallel() default false;

    /**
     * How long one call may take in a step.
     *
     * @return seconds, above zero; 0 for the limit of the world
     */
    double limitSeconds() default 0;
}
