package dev.openenv.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code GET /metrics}, away from the threads that serve sockets. */
final class MetricsRoute implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsRoute.class);

    private final Supplier<String> text;

    MetricsRoute(Supplier<String> text) {
        this.text = text;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!exchange.getRequestMethod().equalToString("GET")) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET");
            Replies.detail(exchange, 405, "Method Not Allowed");
            return;
        }
        exchange.dispatch(task -> {
            String page;
            try {
                page = text.get();
            } catch (RuntimeException e) {
                LOG.warn("metrics could not be written", LogText.safe(e));
                Replies.detail(task, 500, "Metrics are not available");
                return;
            }
            task.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
            task.getResponseSender().send(page);
            ReplyClock.follow(task);
        });
    }
}
