package dev.openenv.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says in which environment tests are played.
 *
 * <p>On a class it names the environment for all its tests, those of nested classes too. On a method it makes it a test that is run
 * once for each episode: for each {@link Home}, each of {@link Tasks} or {@link Seeds}, as often as {@link Repeat} says. Without any
 * of these, that is once: the environment's first task, or seed 0 where it has none. A plain {@code @Test} in such a class plays that
 * one episode, too. A method's annotation wins over its class's, and an inner class's over that of the outer one.
 *
 * <p>A test may take these parameters, as may {@code @BeforeEach} and {@code @AfterEach}:
 *
 * <ul>
 *   <li>{@link Trial}, or {@link ToolTrial} where actions are tool calls: plays agents;
 *   <li>{@code Environment<A, O>}: one that is open, and closed after the test;
 *   <li>{@code EnvironmentProvider<A, O>}: opens as many as the test wants;
 *   <li>{@code Task}: what the episode is about.
 * </ul>
 *
 * <pre>{@code
 * @OpenEnvTest(TicketDesk.class)
 * class AssistantTest {
 *
 *     @Test
 *     void closesDuplicates(ToolTrial trial) {
 *         assertThat(trial.run(new Assistant())).isSolved().withinSteps(8).neverCalled("delete");
 *     }
 *
 *     @OpenEnvTest
 *     @Tasks(split = "test")
 *     void solvesEveryTask(ToolTrial trial) {
 *         assertThat(trial.run(new Assistant())).isSolved();
 *     }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@TestTemplate
@ExtendWith(OpenEnvExtension.class)
public @interface OpenEnvTest {

    /**
     * Where the environment comes from. One of:
     *
     * <ul>
     *   <li>a class with a static method without parameters that gives an {@code EnvironmentProvider} (the one with that result, or
     *       the one that {@link #provider} names);
     *   <li>an {@code EnvironmentProvider} with a constructor without parameters;
     *   <li>an {@code Environment} with a constructor without parameters, that says its types: {@code implements
     *       Environment<Guess, Hint>};
     *   <li>a class with {@code @Tool} methods, and a constructor that takes nothing or {@code ResetOptions}.
     * </ul>
     *
     * @return the class; {@code void} for what an outer annotation or an {@link OpenEnvWorld} says
     */
    Class<?> value() default void.class;

    /**
     * Which static method of the class gives the provider, where it has several.
     *
     * @return its name, or nothing
     */
    String provider() default "";

    /**
     * The time that one episode may take. It ends the episode, which is truncated or, when the agent does not even react to an
     * interrupt, failed; never the JVM.
     *
     * @return such as {@code 500ms}, {@code 10s} or {@code 2m}; a minute where no annotation says it
     */
    String limit() default "";
}
