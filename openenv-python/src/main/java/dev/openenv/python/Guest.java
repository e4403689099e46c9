package dev.openenv.python;

import dev.openenv.code.GuestLine;

/** A guest that was started, for one session. */
interface Guest extends GuestLine {

    /** Whether it could still take a request. */
    boolean alive();
}
