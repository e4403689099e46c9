package dev.openenv.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections from their first request to their end. Safe for many threads. */
final class Connections {

    private static final AttachmentKey<Boolean> COUNTED = AttachmentKey.create(Boolean.class);

    private final int limit;
    private final AtomicInteger open = new AtomicInteger();

    Connections(int limit) {
        this.limit = limit;
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
        connection.addCloseListener(closed -> open.decrementAndGet());
        return true;
    }

    int open() {
        return open.get();
    }
}
