package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.WebSocketProtocolHandshakeHandler;
import io.undertow.websockets.core.protocol.version13.Hybi13Handshake;
import java.util.List;
import java.util.Set;

/** Tells sockets from plain requests. Safe for many threads. */
final class Entrance<A extends Action, O extends Observation> implements HttpHandler {

    private final HttpRoutes<A, O> routes;
    private final McpHttp<A, O> mcp;
    private final HttpHandler episodes;
    private final HttpHandler mcpSockets;
    private volatile boolean shut;

    Entrance(HttpRoutes<A, O> routes, McpHttp<A, O> mcp, Sockets<A, O> sockets) {
        this.routes = routes;
        this.mcp = mcp;
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
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (shut) {
            exchange.setPersistent(false);
            HttpRoutes.detail(exchange, 503, "Server is shutting down");
        } else if (!isUpgrade(exchange)) {
            routes.handleRequest(exchange);
        } else if (exchange.getRequestPath().equals("/ws")) {
            episodes.handleRequest(exchange);
        } else if (exchange.getRequestPath().equals("/mcp")) {
            mcpSockets.handleRequest(exchange);
        } else {
            exchange.setStatusCode(403);
            exchange.endExchange();
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
}
