package dev.openenv.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where the environment runs; each episode is played in each of the homes. The system property {@code openenv.home}, such as
 * {@code remote}, {@code in_process,docker} or {@code all}, wins over the annotation.
 *
 * <pre>{@code
 * @OpenEnvTest(WordGame.class)
 * @Home({Place.IN_PROCESS, Place.REMOTE})
 * void playsTheSameEverywhere(Trial<Guess, Feedback> trial) {
 *     assertThat(trial.runPolicy(new Solver())).isSolved();
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Home {

    /**
     * The homes.
     *
     * @return one or more, each once
     */
    Place[] value();
}
