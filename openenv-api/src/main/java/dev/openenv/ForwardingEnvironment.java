package dev.openenv;

import java.util.Objects;
import java.util.Optional;

/**
 * The base of a wrapper that keeps the types of what it wraps: it forwards every call, and a subclass overrides what it
 * changes. Capabilities of the wrapped environment are found through it.
 *
 * <p>Threads and life cycle are those of the wrapped environment; closing the wrapper closes it.
 *
 * <pre>{@code
 * final class Halved<A extends Action, O extends Observation> extends ForwardingEnvironment<A, O> {
 *     Halved(Environment<A, O> inner) { super(inner); }
 *     public StepResult<O> step(A action) {
 *         var result = super.step(action);
 *         return result.withReward(result.rewardOrZero() / 2);
 *     }
 * }
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public abstract class ForwardingEnvironment<A extends Action, O extends Observation> implements Environment<A, O> {

    private final Environment<A, O> delegate;

    /**
     * Wraps an environment.
     *
     * @param delegate what is wrapped
     */
    protected ForwardingEnvironment(Environment<A, O> delegate) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
    }

    /**
     * What is wrapped.
     *
     * @return the next environment inwards
     */
    public final Environment<A, O> unwrap() {
        return delegate;
    }

    @Override
    public StepResult<O> reset(ResetOptions options) {
        return delegate.reset(options);
    }

    @Override
    public StepResult<O> reset() {
        return reset(ResetOptions.defaults());
    }

    @Override
    public StepResult<O> step(A action) {
        return delegate.step(action);
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
