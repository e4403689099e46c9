package dev.openenv.server;

/** How long a session outlives its socket. */
enum Lifetime {
    /** Not at all: made by a plain socket, which alone may use it as its own. */
    SOCKET,
    /** Not at all either, and no idleness ends it: a harness may think for long. */
    HARNESS,
    /** For a grace, so that the client that negotiated it comes back. */
    RESUMABLE,
    /** Until it is closed or expires: made without a socket. */
    LASTING;

    /** Whether it ends with the socket that made it. */
    boolean ofItsSocket() {
        return this == SOCKET || this == HARNESS;
    }
}
