package dev.openenv;

import java.util.Objects;
import java.util.Optional;

/**
 * A world in which one agent acts, episode after episode: {@link #reset} starts an episode, {@link #step} applies one
 * action, {@link #close} frees what the world holds.
 *
 * <p><b>Life cycle.</b> New, then any number of episodes (reset, steps until {@link StepResult#done()}), then closed. An
 * environment opened from an {@link EnvironmentProvider} refuses a step before the first reset, after the end of an
 * episode and after close, so an implementation need not check the order itself.
 *
 * <p><b>Threads.</b> Calls come one at a time, possibly from different threads, each call happening before the next.
 * {@code close} is never called during a step by the SDK.
 *
 * <p><b>Errors.</b> For an action that the rules do not allow throw {@link InvalidActionException} and leave the world as
 * it was; the agent may try another; a {@link dev.openenv.json.JsonMismatchException} counts as one. Anything else that escapes from an implementation counts as a failure of the
 * environment, never as a reward.
 *
 * <p><b>Chance.</b> Draw from {@link ResetOptions#random()} only and use {@link StrictMath} for transcendental functions:
 * then the same seed gives the same episode on every machine.
 *
 * <pre>{@code
 * final class Coin implements Environment<Call, Toss> {
 *     private EpisodeRandom random;
 *     public StepResult<Toss> reset(ResetOptions options) {
 *         random = options.random();
 *         return StepResult.of(new Toss("call it"));
 *     }
 *     public StepResult<Toss> step(Call call) {
 *         var side = random.nextBoolean() ? "heads" : "tails";
 *         return StepResult.terminated(new Toss(side), side.equals(call.side()) ? 1 : 0);
 *     }
 * }
 * }</pre>
 *
 * @param <A> the actions it takes
 * @param <O> the observations it gives
 */
public interface Environment<A extends Action, O extends Observation> extends AutoCloseable {

    /**
     * Starts a new episode, whatever went before.
     *
     * @param options seed, episode id and named options; an option the world does not know is ignored
     * @return the first observation; it usually has no reward
     * @throws OpenEnvException when the episode cannot be started
     */
    StepResult<O> reset(ResetOptions options);

    /**
     * Starts a new episode with {@link ResetOptions#defaults()}.
     *
     * @return the first observation
     */
    default StepResult<O> reset() {
        return reset(ResetOptions.defaults());
    }

    /**
     * Applies one action.
     *
     * @param action what the agent does
     * @return what the agent sees now, the reward of this step if the world gives one, and whether the episode ended
     * @throws InvalidActionException when the rules do not allow the action; nothing has changed then
     */
    StepResult<O> step(A action);

    /**
     * Tells where the episode stands, for people and tools, not for agents.
     *
     * @return episode id, step count and whatever the world adds; by default {@link State#unknown()}, which an opened
     *     environment completes with the id and the count that it keeps itself
     */
    default State state() {
        return State.unknown();
    }

    /**
     * Tells where the episode stands as the world's own type.
     *
     * @param type the type wanted
     * @param <S> the type wanted
     * @return the state as that type, or empty when this world has no such view
     */
    default <S> Optional<S> state(Class<S> type) {
        Objects.requireNonNull(type, "type");
        return Optional.empty();
    }

    /**
     * Finds a capability of this environment or of anything it wraps, for example {@link Rendering}, or the wrapped
     * environment's own class.
     *
     * <p>Use this instead of {@code instanceof}: it sees through wrappers.
     *
     * @param capability the interface or class wanted
     * @param <C> the capability
     * @return the capability, or empty when there is none
     */
    default <C> Optional<C> find(Class<C> capability) {
        return capability.isInstance(this) ? Optional.of(capability.cast(this)) : Optional.empty();
    }

    /** Frees what the world holds. May be called more than once and does not throw. */
    @Override
    default void close() {}
}
