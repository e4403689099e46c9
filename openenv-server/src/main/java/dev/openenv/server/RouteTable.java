package dev.openenv.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The table of routes of one environment: says 404 to unknown paths, 405 with {@code Allow} to wrong methods and 307 to
 * slashes at the end. Filled once, then safe for many threads.
 */
final class RouteTable implements HttpHandler {

    /** In a path: any one segment. */
    static final String ANY_ENVIRONMENT = "/{env_name}";

    private final Map<String, Route> routes = new HashMap<>();

    private record Route(String method, HttpHandler handler) {}

    void get(String path, HttpHandler handler) {
        routes.put(path, new Route("GET", handler));
    }

    void post(String path, HttpHandler handler) {
        routes.put(path, new Route("POST", handler));
    }

    /** Paths as OpenAPI writes them, in order. */
    SortedSet<String> paths() {
        return new TreeSet<>(routes.keySet());
    }

    /** The first segment of a path, decoded. */
    static String environment(HttpServerExchange exchange) {
        var path = exchange.getRelativePath();
        return path.substring(1, path.indexOf('/', 1));
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var path = exchange.getRelativePath();
        var route = find(path);
        if (route != null) {
            if (exchange.getRequestMethod().equalToString(route.method())) {
                route.handler().handleRequest(exchange);
            } else {
                exchange.getResponseHeaders().put(Headers.ALLOW, route.method());
                Replies.detail(exchange, 405, "Method Not Allowed");
            }
        } else if (path.length() > 1
                && path.endsWith("/")
                && find(path.substring(0, path.length() - 1)) != null
                && exchange.getRequestURI().endsWith("/")) {
            var uri = exchange.getRequestURI();
            var start = exchange.isHostIncludedInRequestURI()
                    ? ""
                    : exchange.getRequestScheme() + "://" + exchange.getHostAndPort();
            var query = exchange.getQueryString();
            Replies.redirect(
                    exchange, start + uri.substring(0, uri.length() - 1) + (query.isEmpty() ? "" : "?" + query));
        } else {
            Replies.detail(exchange, 404, "Not Found");
        }
    }

    private @Nullable Route find(String path) {
        var exact = routes.get(path);
        if (exact != null) {
            return exact;
        }
        var second = path.indexOf('/', 1);
        return second <= 1 ? null : routes.get(ANY_ENVIRONMENT + path.substring(second));
    }
}
