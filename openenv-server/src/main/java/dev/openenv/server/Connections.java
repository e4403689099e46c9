package dev.openenv.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections from their first request to their end, and has their replies looked after. Safe for many threads. */
final class Connections {

    private static final AttachmentKey<Boolean> COUNTED = AttachmentKey.create(Boolean.class);

    private final int limit;
    private final ReplyClock replies;
    private final AtomicInteger open = new AtomicInteger();

    Connections(int limit, ReplyClock replies) {
        this.limit = limit;
        this.replies = replies;
    }

    /** Whether the connection of this request has a place. */
    boolean admit(HttpServerExchange exchange) {
        var connection = exchange.getConnection();
        if (connection.getAttachment(COUNTED) != null) {
            return true;
        }
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            return false;
        }
        connection.putAttachment(COUNTED, true);
        replies.keep(exchange);
        connection.addCloseListener(closed -> open.decrementAndGet());
        return true;
    }

    int open() {
        return open.get();
    }
}
