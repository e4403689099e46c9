package dev.openenv;

/**
 * The simplest agent: a function from what it sees to what it does.
 *
 * <p>Confined to one episode, so it may remember what it saw.
 *
 * <pre>{@code
 * Policy<Move, Grid> goDown = grid -> new Move(Direction.DOWN);
 * }</pre>
 *
 * @param <A> the actions it takes
 * @param <O> the observations it sees
 */
@FunctionalInterface
public interface Policy<A extends Action, O extends Observation> {

    /**
     * Decides.
     *
     * @param observation what the agent sees
     * @return what the agent does
     */
    A act(O observation);
}
