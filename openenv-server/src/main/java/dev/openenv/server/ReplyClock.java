package dev.openenv.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;

/** Ends connections whose client takes no byte of its reply for too long. Safe for many threads. */
final class ReplyClock {

    private static final AttachmentKey<ReplyClock> KEY = AttachmentKey.create(ReplyClock.class);

    /** How often within the limit it looks. */
    private static final int LOOKS = 4;

    private final long limit;

    ReplyClock(Duration limit) {
        this.limit = limit.toNanos();
    }

    /** Looks after all replies of a connection. */
    void keep(HttpServerExchange exchange) {
        exchange.getConnection().putAttachment(KEY, this);
    }

    /** Called when a reply was given to the system, which may not have taken all of it. */
    static void follow(HttpServerExchange exchange) {
        if (!exchange.isResponseComplete()) {
            var clock = exchange.getConnection().getAttachment(KEY);
            if (clock != null) {
                clock.lookLater(exchange, exchange.getResponseBytesSent(), System.nanoTime());
            }
        }
    }

    private void lookLater(HttpServerExchange exchange, long sent, long since) {
        try {
            var unused = exchange.getIoThread()
                    .executeAfter(() -> look(exchange, sent, since), limit / LOOKS, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private void look(HttpServerExchange exchange, long sent, long since) {
        if (exchange.isComplete() || exchange.isResponseComplete()) {
            return;
        }
        var now = System.nanoTime();
        var taken = exchange.getResponseBytesSent();
        if (taken != sent) {
            lookLater(exchange, taken, now);
        } else if (now - since < limit) {
            lookLater(exchange, sent, since);
        } else {
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
