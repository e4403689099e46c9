package dev.openenv.server;

import dev.openenv.server.ServerListener.Refusal;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns away who may not come in, finds the environment that a request is for, and tells sockets from plain requests. The
 * first environment has the root; every one has {@code /envs/<name>}, compared ignoring case. Safe for many threads.
 */
final class Entrance implements HttpHandler {

    private static final String PREFIX = "/envs/";

    private final Hosted first;
    private final Map<String, Hosted> byName = new HashMap<>();
    private final BooleanSupplier calls;
    private final Exposure exposure;
    private final ErrorTexts errors;
    private final Connections connections;
    private final RequestClock clock;
    private final @Nullable HttpHandler metrics;
    private final AtomicLong order = new AtomicLong();
    private volatile boolean shut;

    Entrance(Hosted root, List<Hosted> all, BooleanSupplier idle, Exposure exposure, ErrorTexts errors) {
        first = root;
        all.forEach(hosted -> byName.put(TaskRoutes.folded(hosted.name()), hosted));
        calls = idle;
        this.exposure = exposure;
        this.errors = errors;
        connections = new Connections(exposure.maxConnections(), new ReplyClock(exposure.replyLimit()));
        clock = new RequestClock(exposure.requestLimit(), exposure.listener());
        var text = exposure.metrics();
        metrics = text == null ? null : new MetricsRoute(text);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        try {
            if (exposure.accessLog()) {
                AccessLog.follow(exchange);
            }
            if (admitted(exchange)) {
                route(exchange);
            }
        } catch (Exception | StackOverflowError e) {
            errors.log(e, "entrance");
            if (exchange.isResponseStarted()) {
                exchange.endExchange();
            } else {
                Replies.detail(exchange, 500, "Internal Server Error");
            }
        }
    }

    private boolean admitted(HttpServerExchange exchange) {
        if (shut) {
            exchange.setPersistent(false);
            exposure.listener().refused(Refusal.CLOSING);
            Replies.detail(exchange, 503, "Server is shutting down");
            return false;
        }
        if (!connections.admit(exchange)) {
            exchange.setPersistent(false);
            exposure.listener().refused(Refusal.CONNECTIONS);
            Replies.detail(exchange, 503, "Too many connections");
            return false;
        }
        clock.watch(exchange);
        var upgrade = isUpgrade(exchange);
        if (exchange.getRequestPath().equals("/health") && !upgrade) {
            return true;
        }
        var guarded = upgrade || exchange.getRequestHeaders().contains(McpStreamable.SESSION);
        var refusal = exposure.access().refusal(exchange, guarded);
        if (refusal != null) {
            exposure.listener().refused(refusal);
            Access.refuse(exchange, refusal);
        }
        return refusal == null;
    }

    private void route(HttpServerExchange exchange) throws Exception {
        var hosted = find(exchange);
        if (isUpgrade(exchange)) {
            var handshake = hosted.handshakes().get(exchange.getRelativePath());
            if (handshake != null) {
                exchange.putAttachment(Sockets.ORDER, order.incrementAndGet());
                handshake.handleRequest(exchange);
            } else {
                exchange.setStatusCode(403);
                exchange.endExchange();
            }
        } else if (metrics != null && exchange.getRequestPath().equals("/metrics")) {
            metrics.handleRequest(exchange);
        } else {
            hosted.routes().handleRequest(exchange);
        }
    }

    private Hosted find(HttpServerExchange exchange) {
        var path = exchange.getRelativePath();
        if (path.startsWith(PREFIX)) {
            var end = path.indexOf('/', PREFIX.length());
            if (end > 0) {
                var hosted = byName.get(TaskRoutes.folded(path.substring(PREFIX.length(), end)));
                if (hosted != null) {
                    exchange.setResolvedPath(path.substring(0, end));
                    exchange.setRelativePath(path.substring(end));
                    return hosted;
                }
            }
        }
        return first;
    }

    private static boolean isUpgrade(HttpServerExchange exchange) {
        var upgrade = exchange.getRequestHeaders().getFirst(Headers.UPGRADE);
        return upgrade != null
                && upgrade.strip().equalsIgnoreCase("websocket")
                && exchange.getRequestMethod().equals(Methods.GET);
    }

    /** Refuses every request from now on. */
    void shut() {
        shut = true;
    }

    /** Whether no plain call runs. */
    boolean idle() {
        return calls.getAsBoolean();
    }

    /** How many connections there are that have sent a request. */
    int connections() {
        return connections.open();
    }
}
