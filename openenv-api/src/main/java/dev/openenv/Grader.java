package dev.openenv;

/**
 * Judges a finished episode with what only the grader knows. Use it where the reward cannot tell whether a task was
 * solved. It never runs for an episode in which the environment failed.
 *
 * <p>Safe for many threads.
 *
 * <pre>{@code
 * Grader<Guess, Feedback> quick = (episode, grading) ->
 *         episode.terminated() && episode.stepCount() <= 4 ? Grade.pass() : Grade.fail("took too long");
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
@FunctionalInterface
public interface Grader<A extends Action, O extends Observation> {

    /**
     * Judges an episode.
     *
     * @param trajectory what happened
     * @param grading the hidden side of the task
     * @return the verdict
     */
    Grade grade(Trajectory<A, O> trajectory, Grading grading);
}
