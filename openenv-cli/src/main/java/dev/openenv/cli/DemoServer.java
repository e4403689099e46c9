package dev.openenv.cli;

import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.server.EnvServer;
import java.io.IOException;

/** The word game behind the wire, in a process that ends when the one that started it closes its input or dies. */
final class DemoServer {

    private DemoServer() {}

    /** Prints the address in one line, and serves until its standard input ends. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("org.jboss.logging.provider", "slf4j");
        try (var server =
                EnvServer.serve(WordGame.provider()).host("127.0.0.1").port(0).start()) {
            System.out.println(server.uri());
            while (System.in.read() >= 0) {
                // nothing is said to it but that it is time to end
            }
        }
    }
}
