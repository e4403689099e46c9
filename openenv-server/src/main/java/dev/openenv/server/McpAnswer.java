package dev.openenv.server;

import io.undertow.server.HttpServerExchange;
import org.jspecify.annotations.Nullable;

/**
 * Where the reply to one request of the Model Context Protocol goes: as JSON, or as the one event of a stream for clients that
 * take nothing else. Immutable.
 */
final class McpAnswer {

    private final HttpServerExchange exchange;
    private final boolean asEvent;
    private final @Nullable String session;

    McpAnswer(HttpServerExchange exchange, boolean asEvent) {
        this(exchange, asEvent, null);
    }

    private McpAnswer(HttpServerExchange exchange, boolean asEvent, @Nullable String session) {
        this.exchange = exchange;
        this.asEvent = asEvent;
        this.session = session;
    }

    /** The same, telling the client of its new session. */
    McpAnswer of(String newSession) {
        return new McpAnswer(exchange, asEvent, newSession);
    }

    void send(McpReply reply) {
        if (session != null) {
            exchange.getResponseHeaders().put(McpStreamable.SESSION, session);
        }
        if (asEvent) {
            Replies.event(exchange, reply.bytes());
        } else {
            Replies.json(exchange, 200, reply.bytes());
        }
    }
}
