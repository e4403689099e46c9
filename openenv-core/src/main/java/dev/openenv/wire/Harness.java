package dev.openenv.wire;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The capability of a world to be an agent harness: it is given messages, runs one turn for each, and tells what happens in
 * the turn as events.
 *
 * <p>A server in production mode finds it with {@link dev.openenv.Environment#find} and lets clients talk to it at
 * {@code WS /harness}, where every event is sent as it comes. {@link HarnessEnvironment} makes an environment of a harness.
 *
 * <pre>{@code
 * public void turn(String message, Consumer<HarnessEvent> events) {
 *     events.accept(HarnessEvent.textOutput("I look into it"));
 *     events.accept(HarnessEvent.turnComplete(agent.answer(message), false));
 * }
 * }</pre>
 *
 * <p>Calls come one at a time, from any thread.
 */
public interface Harness {

    /**
     * What the harness is called; clients read it when a session starts.
     *
     * @return the name, without secrets
     */
    String name();

    /**
     * How long a turn at {@code /harness} may take; after that the session ends and the turn is interrupted. In steps the
     * call deadline of the provider counts instead.
     *
     * @return more than zero; ten minutes unless overridden
     */
    default Duration turnLimit() {
        return Duration.ofMinutes(10);
    }

    /** Begins a new conversation; what was there before is over. Called by each reset. */
    default void start() {}

    /**
     * Runs one turn. Its last event is {@link HarnessEvent.Type#TURN_COMPLETE}; a turn that ends without one, or throws,
     * ends the session.
     *
     * @param message of the user
     * @param events takes the events in their order, from one thread at a time; it waits for a client that reads slowly, and
     *     throws {@link java.util.concurrent.CancellationException} when the turn is over because its client left or its
     *     time is up
     * @throws InterruptedException when the turn was interrupted, for the same reasons
     */
    void turn(String message, Consumer<HarnessEvent> events) throws InterruptedException;

    /** Ends the conversation and frees what it holds; may be called more than once. */
    default void stop() {}
}
