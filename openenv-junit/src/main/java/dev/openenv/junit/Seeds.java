package dev.openenv.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An episode for each of these seeds; with {@link Tasks}, each task with each of them.
 *
 * <pre>{@code
 * @OpenEnvTest(WordGame.class)
 * @Seeds(from = 0, count = 20)
 * void guessesEveryWord(Trial<Guess, Feedback> trial) {
 *     assertThat(trial.runPolicy(new Solver())).isSolved();
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Seeds {

    /**
     * The seeds.
     *
     * @return each once
     */
    long[] value() default {};

    /**
     * The first of a row of seeds.
     *
     * @return any number
     */
    long from() default 0;

    /**
     * How many seeds the row has.
     *
     * @return 0 for no row
     */
    int count() default 0;
}
