package dev.openenv.conformance.check;

import java.io.IOException;
import java.util.Optional;

/** Starts the servers that checks need with settings of their own. */
@FunctionalInterface
public interface ServerStarter {

    /**
     * Starts a server and waits until it answers.
     *
     * @param settings how
     * @return the server; nothing when this starter has no such world or setting, which skips the check
     * @throws IOException when the server refuses to start so, or does not answer in time
     */
    Optional<StartedServer> start(ServerSettings settings) throws IOException;
}
