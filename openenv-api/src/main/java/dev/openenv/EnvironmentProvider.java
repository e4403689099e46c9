package dev.openenv;

import dev.openenv.json.Codec;
import java.time.Duration;

/**
 * Opens environments of one kind: in process, from a pool, behind a wire or in a container. Everything that runs agents
 * takes a provider, so moving an environment to another home changes how it is made and nothing else.
 *
 * <p>Safe for many threads: each {@link #open} gives an environment of its own, which the caller closes.
 *
 * <pre>{@code
 * EnvironmentProvider<Guess, Feedback> words = InProcessProvider.of(WordGame.class, WordGame::new);
 * try (var env = words.open()) {
 *     for (var r = env.reset(ResetOptions.seed(42)); !r.done(); ) r = env.step(solver.act(r.observation()));
 * }
 * }</pre>
 *
 * @param <A> the actions of its environments
 * @param <O> the observations of its environments
 */
public interface EnvironmentProvider<A extends Action, O extends Observation> {

    /** How long {@link #open()} waits for a free environment. */
    Duration DEFAULT_OPEN_LIMIT = Duration.ofSeconds(30);

    /**
     * What the environments are.
     *
     * @return the same spec at every call
     */
    EnvironmentSpec spec();

    /**
     * How actions are written as JSON.
     *
     * @return the codec
     */
    Codec<A> actionCodec();

    /**
     * How observations are written as JSON.
     *
     * @return the codec
     */
    Codec<O> observationCodec();

    /**
     * Opens an environment that refuses calls out of order: a step before reset, after the end, after close.
     *
     * @param limit how long to wait when there is no free place
     * @return an environment that the caller closes
     * @throws CapacityException when there was no place in time
     * @throws EnvironmentFailedException when the environment could not be made
     */
    Environment<A, O> open(Duration limit);

    /**
     * Opens an environment, waiting at most {@link #DEFAULT_OPEN_LIMIT}.
     *
     * @return an environment that the caller closes
     */
    default Environment<A, O> open() {
        return open(DEFAULT_OPEN_LIMIT);
    }

    /**
     * The tasks that come with the environment.
     *
     * @return the tasks, empty by default
     */
    default TaskSet tasks() {
        return TaskSet.empty();
    }
}
