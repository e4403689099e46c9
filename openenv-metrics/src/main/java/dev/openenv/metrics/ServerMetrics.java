package dev.openenv.metrics;

import dev.openenv.server.EnvServer;
import dev.openenv.server.ServerListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Sessions, calls with their times and outcomes, and refusals of a server. Tags come from closed lists, never from a
 * client, so the number of series has a bound.
 *
 * <p>Meters, in the spelling of Prometheus: {@code openenv_sessions_active}, {@code openenv_sessions_opened_total},
 * {@code openenv_sessions_closed_total{reason}}, {@code openenv_calls_seconds{operation,outcome}} as a histogram, and
 * {@code openenv_refusals_total{reason}}. Safe for many threads.
 *
 * <pre>{@code
 * try (var server = ServerMetrics.serveTo(EnvServer.serve(provider)).start()) {
 *     // GET /metrics
 * }
 * }</pre>
 */
public final class ServerMetrics implements ServerListener {

    private final AtomicLong active = new AtomicLong();
    private final Counter opened;
    private final Map<SessionEnd, Counter> closed;
    private final Map<Refusal, Counter> refused;
    private final Map<Operation, Map<Outcome, Timer>> calls;

    private ServerMetrics(MeterRegistry registry) {
        Gauge.builder("openenv.sessions.active", active, AtomicLong::get)
                .description("Sessions now")
                .register(registry);
        opened = Counter.builder("openenv.sessions.opened")
                .description("Sessions begun")
                .register(registry);
        closed = each(SessionEnd.class, reason -> Counter.builder("openenv.sessions.closed")
                .description("Sessions ended, by reason")
                .tag("reason", word(reason))
                .register(registry));
        refused = each(Refusal.class, reason -> Counter.builder("openenv.refusals")
                .description("Clients turned away, by reason")
                .tag("reason", word(reason))
                .register(registry));
        calls = each(Operation.class, operation -> each(Outcome.class, outcome -> timer(registry, operation, outcome)));
    }

    private static Timer timer(MeterRegistry registry, Operation operation, Outcome outcome) {
        return Timer.builder("openenv.calls")
                .description("Calls of environments")
                .tag("operation", word(operation))
                .tag("outcome", word(outcome))
                .serviceLevelObjectives(
                        Duration.ofNanos(100_000),
                        Duration.ofMillis(1),
                        Duration.ofMillis(10),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60))
                .register(registry);
    }

    /**
     * Meters in a registry of yours; give the result to {@link EnvServer#listener}.
     *
     * @param registry where they are kept
     * @return the listener
     */
    public static ServerMetrics in(MeterRegistry registry) {
        return new ServerMetrics(registry);
    }

    /**
     * Lets a server serve its meters, and memory and threads of its JVM, at {@code /metrics} for Prometheus.
     *
     * @param server options; its listener and its metrics are replaced
     * @return the same options
     */
    public static EnvServer serveTo(EnvServer server) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        return server.listener(in(registry)).metrics(registry::scrape);
    }

    @Override
    public void sessionOpened() {
        active.incrementAndGet();
        opened.increment();
    }

    @Override
    public void sessionClosed(SessionEnd reason) {
        active.decrementAndGet();
        Objects.requireNonNull(closed.get(reason)).increment();
    }

    @Override
    public void callFinished(Operation operation, Outcome outcome, Duration took) {
        Objects.requireNonNull(Objects.requireNonNull(calls.get(operation)).get(outcome))
                .record(took);
    }

    @Override
    public void refused(Refusal reason) {
        Objects.requireNonNull(refused.get(reason)).increment();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>, V> Map<E, V> each(Class<E> type, Function<E, V> value) {
        var all = new EnumMap<E, V>(type);
        for (var constant : type.getEnumConstants()) {
            all.put(constant, value.apply(constant));
        }
        return all;
    }
}
