package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import org.jspecify.annotations.Nullable;

/** What one kind of socket says, and how it words it. Confined to one thread at a time. */
interface Dialect<A extends Action, O extends Observation> {

    /** The reply to a text, or to a binary message when it is null. Does not throw. */
    Reply answer(Served<A, O>.World world, @Nullable String text);

    /** Whether it says something before its client does. */
    default boolean speaksFirst() {
        return false;
    }

    /** What it says first. Does not throw. */
    default Reply greeting(Served<A, O>.World world) {
        return Reply.SENT;
    }

    /**
     * The reply to a text that need not wait for the call of a client that is gone; null when it must. Called on the
     * thread that reads the socket.
     */
    default byte @Nullable [] meanwhile(String text) {
        return null;
    }

    /** Whether a text says that the client is done, and nothing else. */
    default boolean isGoodbye(String text) {
        return false;
    }

    /** The last thing a client reads whose session ends, or cannot be. */
    byte[] farewell(Farewell farewell);
}
