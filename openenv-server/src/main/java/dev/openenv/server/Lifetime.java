package dev.openenv.server;

/** How long a session outlives its socket. */
enum Lifetime {
    /** Not at all: made by a plain socket, which alone may use it as its own. */
    SOCKET,
    /** For a grace, so that the client that negotiated it comes back. */
    RESUMABLE,
    /** Until it is closed or expires: made without a socket. */
    LASTING
}
