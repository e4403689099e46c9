package dev.openenv.cli;

import dev.openenv.EnvironmentProvider;
import dev.openenv.metrics.ServerMetrics;
import dev.openenv.server.EnvServer;
import dev.openenv.server.Mode;
import dev.openenv.server.RunningServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves an environment until the process is told to end. */
@Command(
        name = "serve",
        description = "Serve environments over HTTP and WebSocket, for clients in any language.",
        footer = {
            "",
            "Ctrl-C or SIGTERM ends it: running steps get a few seconds, then every socket is closed and the",
            "exit code is 0. MAX_CONCURRENT_ENVS and OPENENV_MODE are read where the options are not given."
        })
final class ServeCommand extends CommonOptions {

    /** Container runtimes kill after ten seconds; closing what is left takes one. */
    private static final Duration DRAIN = Duration.ofSeconds(7);

    @Parameters(
            paramLabel = "NAME",
            arity = "1..*",
            description = "The environments; see 'openenv list'. " + TestWorlds.ECHO + ", " + TestWorlds.TOOLS + " and "
                    + TestWorlds.TASKS
                    + " are test worlds. The first is served at the address itself, each, the first too, below"
                    + " /envs/ and its name.")
    private List<String> names = new ArrayList<>();

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

    @Option(
            names = "--max-sessions",
            order = 4,
            paramLabel = "N",
            description = "Sessions at once. Default: what " + EnvServer.SESSIONS_VARIABLE + " says, else 128.")
    private @Nullable Integer maxSessions;

    @Option(
            names = "--idle-limit",
            order = 5,
            paramLabel = "T",
            converter = TimeSpan.class,
            description = "End sessions that neither reset nor step for so long, such as 10m. Default: never.")
    private @Nullable Duration idleLimit;

    @Option(
            names = "--step-deadline",
            order = 6,
            paramLabel = "T",
            converter = TimeSpan.class,
            description = "Interrupt a reset or step that takes longer, such as 30s. Default: never.")
    private @Nullable Duration stepDeadline;

    @Option(
            names = "--web",
            order = 7,
            description = "Also serve a page on which a person plays the first environment by hand.")
    private boolean web;

    @Mixin
    private ExposureOptions exposure = new ExposureOptions();

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
        if (exposure.accessLog()) {
            System.setProperty("org.slf4j.simpleLogger.log.dev.openenv.server.access", "info");
        }
        var end = new CountDownLatch(1);
        try (var server = start()) {
            interruption.endWith(end::countDown);
            if (!exposure.token() && !isLoopback()) {
                screen.error("openenv: other machines can reach this server, and nothing asks who they are;"
                        + " --token-file lets in only who knows a token, --allow-host only who calls it by that name");
            }
            screen.line("serving " + String.join(", ", names) + " at " + server.uri() + " (Ctrl-C ends)");
            if (names.size() > 1) {
                screen.line("each below " + server.uri() + "/envs/");
            }
            if (web) {
                screen.line("play it at " + server.uri() + "/web/");
            }
            screen.flush();
            end.await();
        }
        return ExitCode.OK;
    }

    private RunningServer start() {
        try {
            return options().start();
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(String.valueOf(e.getMessage()));
        }
    }

    private EnvironmentProvider<?, ?> provider(String name) {
        var test = TestWorlds.named(name);
        return test.isPresent() ? test.get().make() : entries.named(name).provider();
    }

    private EnvServer options() {
        var providers = names.stream().map(this::provider).toArray(EnvironmentProvider<?, ?>[]::new);
        var more = Arrays.copyOfRange(providers, 1, providers.length);
        var server = EnvServer.serve(providers[0], more).host(host).port(port).drainLimit(DRAIN);
        if (maxSessions != null) {
            server.maxSessions(maxSessions);
        }
        if (mode != null) {
            server.mode(Mode.of(mode));
        }
        if (idleLimit != null) {
            server.idleLimit(idleLimit);
        }
        if (stepDeadline != null) {
            server.stepDeadline(stepDeadline);
        }
        if (web) {
            server.web(true);
        }
        exposure.apply(server);
        return exposure.metrics() ? ServerMetrics.serveTo(server) : server;
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
