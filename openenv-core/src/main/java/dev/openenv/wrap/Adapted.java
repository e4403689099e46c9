package dev.openenv.wrap;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.Observation;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import java.util.Optional;
import java.util.function.Function;

/** An environment seen through other actions and results. */
record Adapted<B extends Action, P extends Observation, A extends Action, O extends Observation>(
        Environment<A, O> delegate,
        Function<? super B, ? extends A> actions,
        Function<? super StepResult<O>, StepResult<P>> results)
        implements Environment<B, P> {

    @Override
    public StepResult<P> reset(ResetOptions options) {
        return results.apply(delegate.reset(options));
    }

    @Override
    public StepResult<P> step(B action) {
        return results.apply(delegate.step(actions.apply(action)));
    }

    @Override
    public State state() {
        return delegate.state();
    }

    @Override
    public <S> Optional<S> state(Class<S> type) {
        return delegate.state(type);
    }

    @Override
    public <C> Optional<C> find(Class<C> capability) {
        return capability.isInstance(this) ? Optional.of(capability.cast(this)) : delegate.find(capability);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
