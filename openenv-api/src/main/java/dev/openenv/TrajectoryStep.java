package dev.openenv;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One action of an episode and what came of it: a result, or the reason it was refused or failed.
 *
 * <p>Immutable.
 *
 * @param <A> the action type
 * @param <O> the observation type
 */
public final class TrajectoryStep<A extends Action, O extends Observation> {

    private final A action;
    private final @Nullable StepResult<O> result;
    private final @Nullable Failure failure;
    private final @Nullable Drawing drawing;

    private TrajectoryStep(
            A action, @Nullable StepResult<O> result, @Nullable Failure failure, @Nullable Drawing drawing) {
        this.action = Objects.requireNonNull(action, "action");
        this.result = result;
        this.failure = failure;
        this.drawing = drawing;
    }

    /**
     * A step that the environment took.
     *
     * @param action what the agent did
     * @param result what the environment gave
     * @param <A> the action type
     * @param <O> the observation type
     * @return the step
     */
    public static <A extends Action, O extends Observation> TrajectoryStep<A, O> taken(A action, StepResult<O> result) {
        return new TrajectoryStep<>(action, Objects.requireNonNull(result, "result"), null, null);
    }

    /**
     * A step that the environment refused or failed in.
     *
     * @param action what the agent did
     * @param failure why there is no result
     * @param <A> the action type
     * @param <O> the observation type
     * @return the step
     */
    public static <A extends Action, O extends Observation> TrajectoryStep<A, O> failed(A action, Failure failure) {
        return new TrajectoryStep<>(action, null, Objects.requireNonNull(failure, "failure"), null);
    }

    /**
     * The same step with a picture of the world after it.
     *
     * @param value the picture
     * @return a copy
     */
    public TrajectoryStep<A, O> withDrawing(Drawing value) {
        return new TrajectoryStep<>(action, result, failure, Objects.requireNonNull(value, "drawing"));
    }

    /**
     * What the agent did.
     *
     * @return the action
     */
    public A action() {
        return action;
    }

    /**
     * What the environment gave.
     *
     * @return the result, or empty when the action was refused or the environment failed
     */
    public Optional<StepResult<O>> result() {
        return Optional.ofNullable(result);
    }

    /**
     * Why there is no result.
     *
     * @return the failure, or empty when there is a result
     */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * The world after the step.
     *
     * @return the picture, or empty when none was made
     */
    public Optional<Drawing> drawing() {
        return Optional.ofNullable(drawing);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrajectoryStep<?, ?> that
                && action.equals(that.action)
                && Objects.equals(result, that.result)
                && Objects.equals(failure, that.failure)
                && Objects.equals(drawing, that.drawing);
    }

    @Override
    public int hashCode() {
        return Objects.hash(action, result, failure, drawing);
    }

    @Override
    public String toString() {
        return "TrajectoryStep[" + action + " -> " + (result != null ? result : failure) + "]";
    }
}
