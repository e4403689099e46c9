package dev.openenv.server;

import dev.openenv.EnvironmentProvider;
import dev.openenv.wrap.AbandonedThreads;
import io.undertow.Undertow;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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

    /** The environment variable that says how many sessions there may be at once when the program does not. */
    public static final String SESSIONS_VARIABLE = "MAX_CONCURRENT_ENVS";

    /** How many sessions there may be at once when nothing else is said. */
    public static final int DEFAULT_MAX_SESSIONS = 128;

    /** How many bytes a message or a request's body may have when nothing else is said: 16 MiB, as the wire has it. */
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 16 << 20;

    /** How long a session without a socket is kept when nothing else is said: 10 minutes. */
    public static final Duration DEFAULT_SESSION_EXPIRY = Duration.ofMinutes(10);

    /** How long a client that negotiated it may take to come back when nothing else is said: 30 seconds. */
    public static final Duration DEFAULT_RESUME_LIMIT = Duration.ofSeconds(30);

    private static final int MOST_ABANDONED_THREADS = 64;
    private static final int MORE_CONNECTIONS = 1024;

    private final List<EnvironmentProvider<?, ?>> providers = new ArrayList<>();
    private String host = "127.0.0.1";
    private int port = 8000;
    private @Nullable Mode mode;
    private int maxSessions;
    private @Nullable Duration idleLimit;
    private Duration sessionExpiry = DEFAULT_SESSION_EXPIRY;
    private Duration resumeLimit = DEFAULT_RESUME_LIMIT;
    private @Nullable Duration stepDeadline;
    private int maxMessageBytes = DEFAULT_MAX_MESSAGE_BYTES;
    private long receiveBudget;
    private @Nullable Boolean hideErrors;
    private LongSupplier clock = System::nanoTime;
    private Duration drainLimit = Duration.ofSeconds(10);
    private @Nullable String token;
    private final Set<String> origins = new LinkedHashSet<>();
    private final Set<String> hosts = new LinkedHashSet<>();
    private @Nullable Path certificateChain;
    private @Nullable Path privateKey;
    private int maxConnections;
    private Duration requestLimit = Duration.ofSeconds(30);
    private Duration replyLimit = Duration.ofSeconds(60);
    private boolean accessLog;
    private @Nullable ServerListener listener;
    private @Nullable Supplier<String> metrics;

    private @Nullable Boolean web;
    private boolean controlInProduction = true;
    private UnaryOperator<@Nullable String> variables = System::getenv;

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
     * How many sessions there may be at once; otherwise what the environment variable {@value #SESSIONS_VARIABLE} says, else
     * {@value #DEFAULT_MAX_SESSIONS}.
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
     * How many bytes the bodies of requests, until they are answered, and messages, until they have arrived in full, may hold
     * over all clients; a quarter of the largest heap otherwise, and at least {@link #maxMessageBytes}. Beyond it a further
     * body is answered with 503 and a further message closes its socket with 1013; those up to 64 KiB are not counted, and
     * pass.
     *
     * @param bytes at least 1
     * @return these options
     */
    public EnvServer receiveBudget(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("receiveBudget must be at least 1, got " + bytes);
        }
        receiveBudget = bytes;
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
     * Whether there is a playground: a page at {@code /web/} on which a person plays by hand, its calls {@code
     * /web/metadata}, {@code /web/reset}, {@code /web/step}, {@code /web/state} and {@code /ws/ui}. All visitors share one
     * world, which no limit of sessions counts. Off otherwise, unless the environment variable {@code ENABLE_WEB_INTERFACE}
     * is {@code true}, {@code 1} or {@code yes}.
     *
     * @param value true for a playground
     * @return these options
     */
    public EnvServer web(boolean value) {
        web = value;
        return this;
    }

    /**
     * Whether clients in production mode may still reset, step and read the state over {@code /ws} and in the playground,
     * as they may with the reference; true otherwise. When closed such frames are answered with an error, the playground is
     * not there, and tools can be called as before. Simulation mode is never closed.
     *
     * @param value false to close
     * @return these options
     */
    public EnvServer controlInProduction(boolean value) {
        controlInProduction = value;
        return this;
    }

    /** Stands in for the process's environment variables. */
    EnvServer variables(UnaryOperator<@Nullable String> source) {
        variables = source;
        return this;
    }

    /**
     * Lets in only who sends {@code Authorization: Bearer <value>}; others read 401. {@code /health} stays open. Over
     * plain HTTP the token can be read on the way: set {@link #tls} too, or listen on loopback only.
     *
     * @param value 1 to 4096 printable ASCII characters without blanks; long and random
     * @return these options
     */
    public EnvServer token(String value) {
        if (!value.matches("[!-~]{1,4096}")) { // not in the message: it may be nearly right
            throw new IllegalArgumentException("token must be 1 to 4096 printable ASCII characters without blanks");
        }
        token = value;
        return this;
    }

    /**
     * Pages that may open sockets and send requests other than GET, beside this server's own. Without this, a request
     * that carries the Origin of another site is refused with 403, so that no page a developer happens to visit can
     * drive a server on the developer's machine. Programs send no Origin, and are not concerned.
     *
     * @param values such as {@code https://play.example}: scheme, host and port as browsers send them; {@code *} for
     *     all
     * @return these options
     */
    public EnvServer allowedOrigins(String... values) {
        for (var value : values) {
            if (!value.equals("*") && !value.matches("[A-Za-z][A-Za-z0-9+.-]*://[^/\\s]+")) {
                throw new IllegalArgumentException(
                        "an origin is a scheme and a host, such as https://play.example, got '" + value + "'");
            }
            origins.add(value.toLowerCase(Locale.ROOT));
        }
        return this;
    }

    /**
     * Names under which clients may call this server, beside those of loopback. On loopback other names are refused
     * with 403 even without this option: a page whose name was made to point to this machine uses one. Needed for a proxy
     * on the same machine that passes its own Host on. On other interfaces names are checked only when given here: without
     * them, and without a token or TLS, such pages are let in, and the log says so at the start.
     *
     * @param values host names without port
     * @return these options
     */
    public EnvServer allowedHosts(String... values) {
        for (var value : values) {
            if (!value.matches("\\[[0-9A-Fa-f:.]+]|[^/:\\s]+")) {
                throw new IllegalArgumentException("a host is a name without scheme and port, got '" + value + "'");
            }
            hosts.add(value.toLowerCase(Locale.ROOT));
        }
        return this;
    }

    /**
     * Serves over TLS only: {@code https} and {@code wss}. The files are read at the start.
     *
     * @param certificateChainPem the server's certificate first, then those that vouch for it
     * @param privateKeyPem its RSA, EC or EdDSA key: PKCS#8, not encrypted
     * @return these options
     */
    public EnvServer tls(Path certificateChainPem, Path privateKeyPem) {
        certificateChain = Objects.requireNonNull(certificateChainPem, "certificateChainPem");
        privateKey = Objects.requireNonNull(privateKeyPem, "privateKeyPem");
        return this;
    }

    /**
     * How many connections there may be at once; the limit on sessions and 1024 otherwise. One more is answered with
     * 503.
     *
     * @param value at least 1
     * @return these options
     */
    public EnvServer maxConnections(int value) {
        maxConnections = positive(value, "maxConnections");
        return this;
    }

    /**
     * How long the head of a request may take to arrive, and its body again; 30 seconds otherwise. A late body is
     * answered with 408. Sockets are not concerned.
     *
     * @param value above zero
     * @return these options
     */
    public EnvServer requestLimit(Duration value) {
        requestLimit = positive(value, "requestLimit");
        return this;
    }

    /** How long a client of plain HTTP may take no byte of its reply; short in tests. */
    EnvServer replyLimit(Duration value) {
        replyLimit = positive(value, "replyLimit");
        return this;
    }

    /**
     * Whether each request is logged, at level INFO by the logger {@code dev.openenv.server.access}: address, method,
     * path, status, bytes, time. Off otherwise.
     *
     * @param value true to log
     * @return these options
     */
    public EnvServer accessLog(boolean value) {
        accessLog = value;
        return this;
    }

    /**
     * Hears what the server does.
     *
     * @param value called from many threads; replaces an earlier one
     * @return these options
     */
    public EnvServer listener(ServerListener value) {
        listener = Objects.requireNonNull(value, "listener");
        return this;
    }

    /**
     * Serves a text at {@code GET /metrics}, under the same rules as everything else: with a token set, only with it.
     *
     * @param text makes the text, in the form of Prometheus; called from many threads
     * @return these options
     */
    public EnvServer metrics(Supplier<String> text) {
        metrics = Objects.requireNonNull(text, "text");
        return this;
    }

    /** A clock for tests, in nanoseconds. */
    EnvServer clock(LongSupplier nanoTime) {
        clock = nanoTime;
        return this;
    }

    /**
     * Starts to listen.
     *
     * @return the running server, to be closed by the caller
     * @throws IllegalArgumentException when {@code OPENENV_MODE} holds no mode or {@value #SESSIONS_VARIABLE} no number, and
     *     when the files of TLS cannot be used
     * @throws PortUnavailableException when the port is taken, not allowed, or the interface is not this machine's
     */
    public RunningServer start() {
        return start(List.copyOf(providers), settings());
    }

    private Settings settings() {
        var sessions = maxSessions > 0 ? maxSessions : sessionsByVariable();
        var variable = variables.apply(Mode.VARIABLE);
        var chosen = mode != null ? mode : variable != null ? Mode.of(variable) : Mode.SIMULATION;
        return new Settings(
                host,
                port,
                chosen,
                sessions,
                idleLimit,
                sessionExpiry,
                resumeLimit,
                stepDeadline,
                maxMessageBytes,
                hideErrors != null ? hideErrors : chosen == Mode.PRODUCTION,
                drainLimit,
                chosen == Mode.SIMULATION || controlInProduction,
                (web != null ? web : WebSurroundings.switchedOn(variables)) ? WebSurroundings.of(variables) : null,
                exposure(sessions));
    }

    private Exposure exposure(int sessions) {
        return new Exposure(
                Access.of(token, origins, hosts, isLoopback(host)),
                certificateChain == null || privateKey == null ? null : PemFiles.context(certificateChain, privateKey),
                accessLog,
                requestLimit,
                replyLimit,
                maxConnections > 0 ? maxConnections : sessions + MORE_CONNECTIONS,
                listener == null ? CarefulListener.NONE : new CarefulListener(listener),
                metrics);
    }

    private int sessionsByVariable() {
        var text = variables.apply(SESSIONS_VARIABLE);
        if (text == null || text.isBlank()) {
            return DEFAULT_MAX_SESSIONS;
        }
        try {
            return positive(Integer.parseInt(text.strip()), SESSIONS_VARIABLE);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(SESSIONS_VARIABLE + " must be a whole number, got '" + text + "'", e);
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new PortUnavailableException("The interface " + host + " is not known here", e);
        }
    }

    private RunningServer start(List<EnvironmentProvider<?, ?>> providers, Settings settings) {
        var abandoned = new AbandonedThreads(MOST_ABANDONED_THREADS);
        var timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "openenv-watch");
            thread.setDaemon(true);
            return thread;
        });
        var threads = WorkThreads.open(settings.maxSessions() + 2 * WorldCalls.MOST_CALLS + MOST_ABANDONED_THREADS);
        var arriving = new Budget(
                receiveBudget > 0
                        ? receiveBudget
                        : Math.max(
                                settings.maxMessageBytes(), Runtime.getRuntime().maxMemory() / 4),
                () -> settings.exposure().listener().refused(ServerListener.Refusal.CAPACITY));
        var hosting = new Hosting(settings, new Workplace(threads, timer, abandoned, clock, arriving));
        var entrance = hosting.entrance(providers);
        var hosted = hosting.hosted();
        Undertow undertow;
        try {
            undertow = Listening.start(settings, entrance);
        } catch (RuntimeException e) {
            threads.shutdownNow();
            timer.shutdownNow();
            throw e;
        }
        hosted.forEach(environment -> {
            var unused = timer.scheduleWithFixedDelay(environment::watch, 1, 1, TimeUnit.SECONDS);
        });
        var bound = (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        var name = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        var uri =
                URI.create((settings.exposure().tls() == null ? "http://" : "https://") + name + ":" + bound.getPort());
        return new RunningServer(undertow, uri, hosted, entrance, threads, timer, arriving, settings.drainLimit());
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
