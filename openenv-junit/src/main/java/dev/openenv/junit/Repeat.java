package dev.openenv.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Plays each episode several times, because an agent or a world has chance in it. Where neither the task nor {@link Seeds} say the
 * seed, each time has another.
 *
 * <p>Without a rate every time has to pass. With {@code passRate} the test says how often it passes in the long run, and the
 * last line of the report is the verdict over all episodes of the test:
 *
 * <ul>
 *   <li><b>passed</b>: as many passes as were seen, or more, would come less often than {@code 1 - confidence} if the true
 *       rate were just below the one demanded;
 *   <li><b>failed</b>: as few passes as were seen, or fewer, would come less often than {@code 1 - confidence} if it were the
 *       one demanded;
 *   <li><b>aborted</b>, with the reason "not enough episodes to say": neither.
 * </ul>
 *
 * <p>These are the two one-sided exact binomial tests (C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial
 * limits", 1934). So 8 of 10 proves neither that an agent solves 80 % nor that it does not; to prove it 14 of 14 do, or 90 of
 * 100. An episode whose assertions fail counts against the rate and is reported as aborted, not as failed. One that the environment spoilt
 * is reported as failed and does not count.
 *
 * <p>Episodes of such a test are played one after the other.
 *
 * <pre>{@code
 * @OpenEnvTest(TicketDesk.class)
 * @Repeat(value = 40, passRate = 0.8)
 * void usuallyHelps(ToolTrial trial) {
 *     assertThat(trial.run(new Assistant())).isSolved();
 * }
 * }</pre>
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Execution(ExecutionMode.SAME_THREAD)
public @interface Repeat {

    /**
     * How often.
     *
     * @return 1 or more
     */
    int value();

    /**
     * The rate of passes that is demanded.
     *
     * @return above 0 and below 1; 0 when every episode has to pass
     */
    double passRate() default 0;

    /**
     * How sure the verdict has to be.
     *
     * @return at least 0.5 and below 1
     */
    double confidence() default 0.95;
}
