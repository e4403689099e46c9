package dev.openenv.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Finds the environment that a request is for, and tells sockets from plain requests. The first environment has the root;
 * every one has {@code /envs/<name>}, compared ignoring case. Safe for many threads.
 */
final class Entrance implements HttpHandler {

    private static final String PREFIX = "/envs/";

    private final Hosted first;
    private final Map<String, Hosted> byName = new HashMap<>();
    private final BooleanSupplier calls;
    private volatile boolean shut;

    Entrance(Hosted root, List<Hosted> all, BooleanSupplier idle) {
        first = root;
        all.forEach(hosted -> byName.put(TaskRoutes.folded(hosted.name()), hosted));
        calls = idle;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (shut) {
            exchange.setPersistent(false);
            Replies.detail(exchange, 503, "Server is shutting down");
            return;
        }
        var hosted = find(exchange);
        if (!isUpgrade(exchange)) {
            hosted.routes().handleRequest(exchange);
            return;
        }
        var handshake = hosted.handshakes().get(exchange.getRelativePath());
        if (handshake != null) {
            handshake.handleRequest(exchange);
        } else {
            exchange.setStatusCode(403);
            exchange.endExchange();
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
}
