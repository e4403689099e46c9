package dev.openenv.provider;

import dev.openenv.Action;
import dev.openenv.Environment;
import dev.openenv.Observation;
import java.time.Duration;

/**
 * The way to open an environment that takes calls in any order, as the OpenEnv wire allows: state and step before the
 * first reset, step after the end of an episode. Implemented by providers that can; a server looks for it.
 *
 * <p>Safe for many threads.
 *
 * <pre>{@code
 * var env = provider instanceof LenientOpening<A, O> lenient ? lenient.openLenient(limit) : provider.open(limit);
 * }</pre>
 *
 * @param <A> the actions
 * @param <O> the observations
 */
@FunctionalInterface
public interface LenientOpening<A extends Action, O extends Observation> {

    /**
     * Opens an environment that does not refuse calls out of order; what its code throws comes out as it is.
     *
     * @param limit how long to wait for a free environment; zero does not wait
     * @return a new environment, to be closed by the caller
     * @throws dev.openenv.CapacityException when none became free in time
     * @throws dev.openenv.EnvironmentFailedException when the environment could not be made
     */
    Environment<A, O> openLenient(Duration limit);
}
