package dev.openenv.wrap;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.StepResult;
import dev.openenv.json.JsonMismatchException;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Refuses actions that break their own description (a null where none is allowed, a number out of its declared bounds)
 * before the world sees them.
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public final class CheckedActions<A extends Action, O extends Observation> extends ForwardingEnvironment<A, O> {

    private final Consumer<A> check;

    private CheckedActions(Environment<A, O> delegate, Consumer<A> check) {
        super(delegate);
        this.check = Objects.requireNonNull(check, "check");
    }

    /**
     * Wraps an environment.
     *
     * @param environment what is wrapped
     * @param check throws {@link JsonMismatchException} for an action that is not as described
     * @param <A> the actions
     * @param <O> the observations
     * @return the wrapper
     */
    public static <A extends Action, O extends Observation> CheckedActions<A, O> of(
            Environment<A, O> environment, Consumer<A> check) {
        return new CheckedActions<>(environment, check);
    }

    @Override
    public StepResult<O> step(A action) {
        try {
            check.accept(action);
        } catch (JsonMismatchException e) {
            throw InvalidActionException.of(e);
        }
        return super.step(action);
    }
}
