package dev.openenv.junit;

import dev.openenv.remote.RemoteProvider;
import dev.openenv.server.EnvServer;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A server on a free port of the loopback interface. Loaded only where a test asks for it: it needs another artifact. */
final class ServedHome {

    private static final int MOST_SESSIONS = 4096;

    /** Kept, as levels are forgotten with their loggers. */
    private static final List<Logger> TALKATIVE =
            Stream.of("io.undertow", "org.xnio").map(Logger::getLogger).toList();

    private ServedHome() {}

    static Homes.Opened open(World world) {
        TALKATIVE.stream()
                .filter(logger -> logger.getLevel() == null)
                .forEach(logger -> logger.setLevel(Level.WARNING));
        var server = EnvServer.serve(world.provider())
                .port(0)
                .maxSessions(MOST_SESSIONS)
                .start();
        return new Homes.Opened(RemoteProvider.at(server.uri(), world.provider()), server::close);
    }
}
