package dev.openenv.conformance.check;

import java.net.URI;

/** A server that was started for a check. */
public interface StartedServer extends AutoCloseable {

    /**
     * Where it listens.
     *
     * @return its root
     */
    URI uri();

    /** Tells the server to end, as an operator would, and waits until it has. */
    @Override
    void close();
}
