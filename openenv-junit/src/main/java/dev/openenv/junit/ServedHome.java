package dev.openenv.junit;

import dev.openenv.remote.RemoteProvider;
import dev.openenv.server.EnvServer;

/** A server on a free port of the loopback interface. Loaded only where a test asks for it: it needs another artifact. */
final class ServedHome {

    private static final int MOST_SESSIONS = 4096;

    private ServedHome() {}

    static Homes.Opened open(World world) {
        var server = EnvServer.serve(world.provider())
                .port(0)
                .maxSessions(MOST_SESSIONS)
                .start();
        return new Homes.Opened(RemoteProvider.at(server.uri(), world.provider()), server::close);
    }
}
