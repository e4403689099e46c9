package dev.openenv.provider;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.EnvironmentSpec;
import dev.openenv.Observation;
import dev.openenv.TaskSet;
import dev.openenv.json.Codec;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The base of a provider around a provider: it forwards every call, and a subclass overrides what it changes.
 *
 * <p>As safe for many threads as what it wraps.
 *
 * <pre>{@code
 * var limited = ForwardingProvider.wrapping(words, env -> TimeLimit.of(env, Duration.ofMinutes(1)));
 * Rollouts.of(limited).policy(Solver::new).run();
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
public abstract class ForwardingProvider<A extends Action, O extends Observation> implements EnvironmentProvider<A, O> {

    private final EnvironmentProvider<A, O> delegate;

    /**
     * Wraps a provider.
     *
     * @param delegate what is wrapped
     */
    protected ForwardingProvider(EnvironmentProvider<A, O> delegate) {
        this.delegate = Objects.requireNonNull(delegate, "delegate");
    }

    /**
     * A provider that wraps each environment that another opens.
     *
     * @param provider opens the environments, in whatever home
     * @param wrapper puts a wrapper around an environment
     * @param <A> the actions
     * @param <O> the observations
     * @return the provider
     */
    public static <A extends Action, O extends Observation> EnvironmentProvider<A, O> wrapping(
            EnvironmentProvider<A, O> provider, UnaryOperator<Environment<A, O>> wrapper) {
        Objects.requireNonNull(wrapper, "wrapper");
        return new ForwardingProvider<>(provider) {
            @Override
            public Environment<A, O> open(Duration limit) {
                return wrapper.apply(super.open(limit));
            }
        };
    }

    @Override
    public EnvironmentSpec spec() {
        return delegate.spec();
    }

    @Override
    public Codec<A> actionCodec() {
        return delegate.actionCodec();
    }

    @Override
    public Codec<O> observationCodec() {
        return delegate.observationCodec();
    }

    @Override
    public Environment<A, O> open(Duration limit) {
        return delegate.open(limit);
    }

    @Override
    public Environment<A, O> open() {
        return open(DEFAULT_OPEN_LIMIT);
    }

    @Override
    public TaskSet tasks() {
        return delegate.tasks();
    }
}
