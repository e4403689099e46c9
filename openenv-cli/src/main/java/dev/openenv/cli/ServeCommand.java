package dev.openenv.cli;

import dev.openenv.EnvironmentProvider;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.server.EnvServer;
import dev.openenv.server.Mode;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves an environment until the process is told to end. */
@Command(name = "serve", description = "Serve an environment over HTTP and WebSocket, for clients in any language.")
final class ServeCommand extends CommonOptions {

    private static final String ECHO = "conformance:echo";
    private static final String TOOLS = "conformance:tools";
    private static final String TASKS = "conformance:tasks";

    @Parameters(
            paramLabel = "NAME",
            description = "The environment; see 'openenv list'. " + ECHO + ", " + TOOLS + " and " + TASKS
                    + " are test worlds.")
    private String name = "";

    @Option(names = "--port", order = 1, paramLabel = "P", description = "Port; 0 takes a free one. Default: 8000.")
    private int port = 8000;

    @Option(
            names = "--host",
            order = 2,
            paramLabel = "H",
            description = "Interface; 0.0.0.0 lets other machines in. Default: 127.0.0.1.")
    private String host = "127.0.0.1";

    @Option(
            names = "--mode",
            order = 3,
            paramLabel = "M",
            description = "simulation or production. Default: what OPENENV_MODE says, else simulation.")
    private @Nullable String mode;

    @Option(names = "--max-sessions", order = 4, paramLabel = "N", description = "Sessions at once. Default: 128.")
    private int maxSessions = EnvServer.DEFAULT_MAX_SESSIONS;

    private final Screen screen;
    private final Interruption interruption;
    private final Entries entries;

    ServeCommand(Screen screen, Interruption interruption, Entries entries) {
        this.screen = screen;
        this.interruption = interruption;
        this.entries = entries;
    }

    @Override
    public Integer call() throws InterruptedException {
        System.setProperty("org.jboss.logging.provider", "slf4j");
        EnvironmentProvider<?, ?> provider =
                switch (name) {
                    case ECHO -> ConformanceWorlds.echo();
                    case TOOLS -> ConformanceWorlds.tools();
                    case TASKS -> ConformanceWorlds.tasks();
                    default -> entries.named(name).provider();
                };
        var end = new CountDownLatch(1);
        try (var server = options(provider).start()) {
            interruption.cancelWith(end::countDown);
            screen.line("serving " + name + " at " + server.uri() + " (Ctrl-C ends)");
            screen.flush();
            end.await();
        }
        return ExitCode.OK;
    }

    private EnvServer options(EnvironmentProvider<?, ?> provider) {
        try {
            var server = EnvServer.serve(provider).host(host).port(port).maxSessions(maxSessions);
            return mode == null ? server : server.mode(Mode.of(mode));
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()));
        }
    }
}
