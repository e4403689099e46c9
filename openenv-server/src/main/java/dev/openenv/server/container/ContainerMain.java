package dev.openenv.server.container;

import dev.openenv.relay.ImageContract;
import dev.openenv.relay.RelayLink;
import dev.openenv.server.EnvServer;
import dev.openenv.server.RunningServer;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The first process of a container: serves one environment on port 8000 of all interfaces, until it is told to end.
 *
 * <p>Environment variables: {@code OPENENV_ENVIRONMENT} names the environment where no argument does, {@code OPENENV_PORT} another
 * port (0 takes a free one); {@code OPENENV_MODE}, {@code MAX_CONCURRENT_ENVS} and {@code ENABLE_WEB_INTERFACE} are read by {@link
 * EnvServer}. With {@code OPENENV_RELAY=stdio} it listens on the loopback interface only, connections come in over standard input
 * and output, as {@link RelayLink} carries them, and the end of standard input is the end of the program. What an environment
 * prints goes to standard error.
 *
 * <p>Exit codes: 0 told to end, 1 it cannot be served, 2 it is not named or not found.
 */
public final class ContainerMain {

    private static final String ENVIRONMENT = "OPENENV_ENVIRONMENT";
    private static final int CANNOT = 1;
    private static final int WRONG = 2;

    /** Engines kill after ten seconds; closing what is left takes one. */
    private static final Duration DRAIN = Duration.ofSeconds(7);

    private ContainerMain() {}

    /**
     * Runs until SIGTERM, or the end of the relay.
     *
     * @param arguments the environment: its name in a catalogue, or {@code package.Class::method}, a static method without
     *     parameters that gives its provider
     */
    public static void main(String[] arguments) {
        System.setOut(System.err); // standard output is the relay's
        System.setProperty("org.jboss.logging.provider", "slf4j");
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        var name = arguments.length > 0 ? arguments[0] : System.getenv(ENVIRONMENT);
        if (name == null || name.isBlank()) {
            return fail(WRONG, "which environment? Name it as the argument or in " + ENVIRONMENT);
        }
        var relayed = ImageContract.STDIO.equals(System.getenv(ImageContract.RELAY_VARIABLE));
        RunningServer server;
        try {
            server = EnvServer.serve(WorldByName.find(name))
                    .host(relayed ? "127.0.0.1" : "0.0.0.0")
                    .port(port())
                    .drainLimit(DRAIN)
                    .start();
        } catch (IllegalArgumentException e) {
            return fail(WRONG, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return fail(CANNOT, String.valueOf(e.getMessage()));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "openenv-exit"));
        if (relayed) {
            return relay(server);
        }
        System.err.println("openenv: serving " + name + " on port " + server.port());
        while (true) {
            LockSupport.park();
        }
    }

    private static int port() {
        var text = System.getenv(ImageContract.PORT_VARIABLE);
        try {
            return text == null || text.isBlank() ? ImageContract.PORT : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    ImageContract.PORT_VARIABLE + " must be a whole number, got '" + text + "'", e);
        }
    }

    private static int relay(RunningServer server) {
        try {
            RelayLink.serve(
                    new FileInputStream(FileDescriptor.in),
                    new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
                    server.port());
            return 0;
        } catch (IOException e) {
            return fail(CANNOT, "the relay broke: " + e.getMessage());
        }
    }

    private static int fail(int code, String message) {
        System.err.println("openenv: " + message);
        return code;
    }
}
