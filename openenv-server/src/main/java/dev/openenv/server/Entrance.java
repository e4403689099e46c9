package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.server.ServerListener.Refusal;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Turns away who may not come in, then tells sockets from plain requests. Safe for many threads. */
final class Entrance<A extends Action, O extends Observation> implements HttpHandler {

    private final HttpRoutes<A, O> routes;
    private final McpHttp<A, O> mcp;
    private final HttpHandler episodes;
    private final HttpHandler mcpSockets;
    private final Exposure exposure;
    private final ErrorTexts errors;
    private final Connections connections;
    private final RequestClock clock;
    private final @Nullable HttpHandler metrics;
    private final AtomicLong order = new AtomicLong();
    private volatile boolean shut;

    Entrance(HttpRoutes<A, O> routes, McpHttp<A, O> mcp, Sockets<A, O> sockets, Exposure exposure, ErrorTexts errors) {
        this.routes = routes;
        this.mcp = mcp;
        this.exposure = exposure;
        this.errors = errors;
        connections = new Connections(exposure.maxConnections());
        clock = new RequestClock(exposure.requestLimit(), exposure.listener());
        var text = exposure.metrics();
        metrics = text == null ? null : new MetricsRoute(text);
        episodes = handshake(Set.of(Sockets.RESUME), sockets.episodes());
        mcpSockets = handshake(Set.of(), sockets.mcp());
    }

    private static HttpHandler handshake(Set<String> subprotocols, WebSocketConnectionCallback then) {
        return new WebSocketProtocolHandshakeHandler(
                List.of(new Hybi13Handshake(subprotocols, false)),
                then,
                exchange -> HttpRoutes.detail(exchange, 400, "Not a WebSocket handshake of version 13"));
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
                HttpRoutes.detail(exchange, 500, "Internal Server Error");
            }
        }
    }

    private boolean admitted(HttpServerExchange exchange) {
        if (shut) {
            exchange.setPersistent(false);
            exposure.listener().refused(Refusal.CLOSING);
            HttpRoutes.detail(exchange, 503, "Server is shutting down");
            return false;
        }
        if (!connections.admit(exchange)) {
            exchange.setPersistent(false);
            exposure.listener().refused(Refusal.CONNECTIONS);
            HttpRoutes.detail(exchange, 503, "Too many connections");
            return false;
        }
        clock.watch(exchange);
        var upgrade = isUpgrade(exchange);
        if (exchange.getRequestPath().equals("/health") && !upgrade) {
            return true;
        }
        var refusal = exposure.access().refusal(exchange, upgrade);
        if (refusal != null) {
            exposure.listener().refused(refusal);
            Access.refuse(exchange, refusal);
        }
        return refusal == null;
    }

    private void route(HttpServerExchange exchange) throws Exception {
        if (isUpgrade(exchange)) {
            if (exchange.getRequestPath().equals("/ws")) {
                exchange.putAttachment(Sockets.ORDER, order.incrementAndGet());
                episodes.handleRequest(exchange);
            } else if (exchange.getRequestPath().equals("/mcp")) {
                mcpSockets.handleRequest(exchange);
            } else {
                exchange.setStatusCode(403);
                exchange.endExchange();
            }
        } else if (metrics != null && exchange.getRequestPath().equals("/metrics")) {
            metrics.handleRequest(exchange);
        } else {
            routes.handleRequest(exchange);
        }
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
        return routes.idle() && mcp.idle();
    }

    /** How many connections there are that have sent a request. */
    int connections() {
        return connections.open();
    }
}
