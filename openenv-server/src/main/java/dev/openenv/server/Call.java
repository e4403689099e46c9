package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;

/** One use of a world. Made by one thread, run by another, never by two. */
interface Call<A extends Action, O extends Observation> {

    /** On a thread for worlds, in its turn. Does not throw. Returns whether the session is not idle because of it. */
    boolean run(Served<A, O>.World world);

    /** Passes the outcome on, after the turn. Must not wait. */
    void done();

    /** Whether nobody waits for the outcome any more. Asked by any thread. */
    default boolean orphaned() {
        return false;
    }

    /** The session ended before the turn came. Must not wait. */
    void lost();
}
