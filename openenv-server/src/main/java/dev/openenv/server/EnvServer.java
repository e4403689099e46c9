package dev.openenv.server;

import dev.openenv.EnvironmentProvider;
import dev.openenv.wrap.AbandonedThreads;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves an environment over the OpenEnv wire: plain HTTP and, for episodes, WebSockets at {@code /ws}. Each socket has
 * an environment of its own; its steps run in order, different sessions run in parallel.
 *
 * <p>Collects options, then {@link #start}s; confined to one thread. Without more it listens on the loopback interface
 * only, and the mode comes from the environment variable {@code OPENENV_MODE}.
 *
 * <pre>{@code
 * try (var server = EnvServer.serve(provider).port(8000).start()) {
 *     System.out.println("serving at " + server.uri());
 *     Thread.currentThread().join();
 * }
 * }</pre>
 */
public final class EnvServer {

    /** How many sessions there may be at once when nothing else is said. */
    public static final int DEFAULT_MAX_SESSIONS = 128;

    /** How many bytes a message or a request's body may have when nothing else is said: 16 MiB, as the wire has it. */
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 16 << 20;

    /** How long a session without a socket is kept when nothing else is said: 10 minutes. */
    public static final Duration DEFAULT_SESSION_EXPIRY = Duration.ofMinutes(10);

    /** How long a client that negotiated it may take to come back when nothing else is said: 30 seconds. */
    public static final Duration DEFAULT_RESUME_LIMIT = Duration.ofSeconds(30);

    private static final int MOST_ABANDONED_THREADS = 64;

    private final List<EnvironmentProvider<?, ?>> providers = new ArrayList<>();
    private String host = "127.0.0.1";
    private int port = 8000;
    private @Nullable Mode mode;
    private int maxSessions = DEFAULT_MAX_SESSIONS;
    private @Nullable Duration idleLimit;
    private Duration sessionExpiry = DEFAULT_SESSION_EXPIRY;
    private Duration resumeLimit = DEFAULT_RESUME_LIMIT;
    private @Nullable Duration stepDeadline;
    private int maxMessageBytes = DEFAULT_MAX_MESSAGE_BYTES;
    private @Nullable Boolean hideErrors;
    private Duration drainLimit = Duration.ofSeconds(10);

    private EnvServer() {}

    /**
     * A server that is not started yet.
     *
     * @param provider opens the environments; opened leniently when it is a {@link
     *     dev.openenv.provider.LenientOpening}
     * @param more further ones, as with {@link #and}
     * @return the options
     * @throws IllegalArgumentException when two have the same name
     */
    public static EnvServer serve(EnvironmentProvider<?, ?> provider, EnvironmentProvider<?, ?>... more) {
        var server = new EnvServer().and(provider);
        for (var another : more) {
            server.and(another);
        }
        return server;
    }

    /**
     * Serves one more environment on the same port. The first keeps the plain routes; every one, the first too, has all its
     * routes and {@code /ws} below {@code /envs/<name>}: {@code http://host:8000/envs/maze} is a base address that every
     * client can use. {@code /list_environments} and the Task API at the root know all of them, those below a prefix only
     * theirs. Names are compared ignoring case. The limit of sessions is one for all.
     *
     * @param provider opens the environments
     * @return these options
     * @throws IllegalArgumentException when an environment has that name already
     */
    public EnvServer and(EnvironmentProvider<?, ?> provider) {
        var name = provider.spec().name();
        if (providers.stream().anyMatch(known -> known.spec().name().equalsIgnoreCase(name))) {
            throw new IllegalArgumentException("two environments are named '" + name + "'; give one another name");
        }
        providers.add(provider);
        return this;
    }

    /**
     * Which interface to listen on.
     *
     * @param value a name or address; {@code 0.0.0.0} lets every machine in
     * @return these options
     */
    public EnvServer host(String value) {
        host = Objects.requireNonNull(value, "host");
        return this;
    }

    /**
     * Which port to listen on; 8000 otherwise.
     *
     * @param value 0 (any free one) to 65535
     * @return these options
     */
    public EnvServer port(int value) {
        if (value < 0 || value > 65535) {
            throw new IllegalArgumentException("port must be 0 to 65535, got " + value);
        }
        port = value;
        return this;
    }

    /**
     * What plain HTTP may do; wins over the environment variable.
     *
     * @param value the mode
     * @return these options
     */
    public EnvServer mode(Mode value) {
        mode = Objects.requireNonNull(value, "mode");
        return this;
    }

    /**
     * How many sessions there may be at once; {@value #DEFAULT_MAX_SESSIONS} otherwise.
     *
     * @param value at least 1
     * @return these options
     */
    public EnvServer maxSessions(int value) {
        maxSessions = positive(value, "maxSessions");
        return this;
    }

    /**
     * Ends a session, and closes its socket, that has neither reset nor stepped for so long. Never otherwise. A session
     * that a client made with {@code openenv/session/create} is spared while a socket is attached to it.
     *
     * @param value above zero; looked at once a second
     * @return these options
     */
    public EnvServer idleLimit(Duration value) {
        idleLimit = positive(value, "idleLimit");
        return this;
    }

    /**
     * Ends a session that a client made with {@code openenv/session/create} when it has had no socket and no call for so
     * long; {@link #DEFAULT_SESSION_EXPIRY} otherwise.
     *
     * @param value above zero; looked at once a second
     * @return these options
     */
    public EnvServer sessionExpiry(Duration value) {
        sessionExpiry = positive(value, "sessionExpiry");
        return this;
    }

    /**
     * How long a session whose client negotiated {@code openenv.resume.v1} outlives its socket, with its running step and
     * its last reply; {@link #DEFAULT_RESUME_LIMIT} otherwise. It keeps its place among the sessions meanwhile.
     *
     * @param value above zero; looked at once a second
     * @return these options
     */
    public EnvServer resumeLimit(Duration value) {
        resumeLimit = positive(value, "resumeLimit");
        return this;
    }

    /**
     * Interrupts a reset, step or state that takes longer; the client reads an error. None otherwise.
     *
     * @param value above zero
     * @return these options
     */
    public EnvServer stepDeadline(Duration value) {
        stepDeadline = positive(value, "stepDeadline");
        return this;
    }

    /**
     * How many bytes a message or body may have; {@value #DEFAULT_MAX_MESSAGE_BYTES} otherwise. A longer message closes
     * its socket with 1009, a longer body is answered with 413.
     *
     * @param value at least 1
     * @return these options
     */
    public EnvServer maxMessageBytes(int value) {
        maxMessageBytes = positive(value, "maxMessageBytes");
        return this;
    }

    /**
     * Whether clients read an id, which finds the exception in the log, instead of its text. On in production mode
     * otherwise. What the agent did wrong is always said.
     *
     * @param value true to hide the texts
     * @return these options
     */
    public EnvServer hideErrors(boolean value) {
        hideErrors = value;
        return this;
    }

    /**
     * How long running calls may take to end when the server closes; 10 seconds otherwise.
     *
     * @param value zero or more
     * @return these options
     */
    public EnvServer drainLimit(Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException("drainLimit must not be negative, got " + value);
        }
        drainLimit = value;
        return this;
    }

    /**
     * Starts to listen.
     *
     * @return the running server, to be closed by the caller
     * @throws IllegalArgumentException when {@code OPENENV_MODE} holds no mode
     * @throws RuntimeException when the port cannot be bound
     */
    public RunningServer start() {
        return start(List.copyOf(providers), settings());
    }

    private Settings settings() {
        var variable = System.getenv(Mode.VARIABLE);
        var chosen = mode != null ? mode : variable != null ? Mode.of(variable) : Mode.SIMULATION;
        return new Settings(
                host,
                port,
                chosen,
                maxSessions,
                idleLimit,
                sessionExpiry,
                resumeLimit,
                stepDeadline,
                maxMessageBytes,
                hideErrors != null ? hideErrors : chosen == Mode.PRODUCTION,
                drainLimit);
    }

    private static RunningServer start(List<EnvironmentProvider<?, ?>> providers, Settings settings) {
        var abandoned = new AbandonedThreads(MOST_ABANDONED_THREADS);
        var threads = WorkThreads.open(settings.maxSessions() + 2 * WorldCalls.MOST_CALLS + MOST_ABANDONED_THREADS);
        var timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "openenv-watch");
            thread.setDaemon(true);
            return thread;
        });
        var hosting = new Hosting(settings, new Workplace(threads, timer, abandoned, System::nanoTime));
        var entrance = hosting.entrance(providers);
        var hosted = hosting.hosted();
        var undertow = Undertow.builder()
                .addHttpListener(settings.port(), settings.host())
                .setIoThreads(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setWorkerThreads(2)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, (long) settings.maxMessageBytes())
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, 30_000)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 75_000)
                .setHandler(entrance)
                .build();
        try {
            undertow.start();
        } catch (RuntimeException e) {
            threads.shutdownNow();
            timer.shutdownNow();
            throw e;
        }
        hosted.forEach(environment -> {
            var unused = timer.scheduleWithFixedDelay(environment.sockets()::watch, 1, 1, TimeUnit.SECONDS);
        });
        var bound = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        var name = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        var uri = URI.create("http://" + name + ":" + bound.getPort());
        return new RunningServer(undertow, uri, hosted, entrance, threads, timer, settings.drainLimit());
    }

    private static int positive(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
        return value;
    }

    private static Duration positive(Duration value, String name) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be above zero, got " + value);
        }
        return value;
    }
}
