package dev.openenv.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import io.undertow.util.Headers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.xnio.IoUtils;

/** The open streams of a server's sessions, at most one each: the newest. Safe for many threads. */
final class McpStreams {

    /** How often a stream that says nothing says so, which finds out the clients that are gone. */
    private static final int KEEP_ALIVE_MILLIS = 15_000;

    private final Predicate<String> live;
    private final Map<String, ServerSentEventConnection> open = new ConcurrentHashMap<>();

    /** {@code live}: whether a session is there. */
    McpStreams(Predicate<String> live) {
        this.live = live;
    }

    void open(HttpServerExchange exchange, String session) throws Exception {
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
        new ServerSentEventHandler((connection, last) -> connected(connection, session)).handleRequest(exchange);
    }

    private void connected(ServerSentEventConnection connection, String session) {
        connection.addCloseTask(closed -> open.remove(session, closed));
        connection.setKeepAliveTime(KEEP_ALIVE_MILLIS);
        var before = open.put(session, connection);
        if (before != null) {
            before.shutdown();
        }
        if (!connection.isOpen()) {
            open.remove(session, connection);
        }
    }

    void end(String session) {
        var connection = open.remove(session);
        if (connection != null) {
            connection.shutdown();
        }
    }

    /** Ends the streams of sessions that are gone. */
    void watch() {
        open.keySet().forEach(session -> {
            if (!live.test(session)) {
                end(session);
            }
        });
    }

    void stop() {
        open.values().forEach(IoUtils::safeClose);
        open.clear();
    }
}
