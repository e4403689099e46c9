package dev.openenv.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Refuses the handshake of {@code /harness} unless the worlds of the environment are harnesses: only a world can say that,
 * so the first client has one made for the question. Safe for many threads.
 */
final class HarnessDoor implements HttpHandler {

    /** How long others wait for the answer to the first client's question. */
    private static final int WAIT_SECONDS = 10;

    private final Served<?, ?> served;
    private final HttpHandler handshake;
    private final Workplace place;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Boolean known;

    HarnessDoor(Served<?, ?> served, HttpHandler handshake, Workplace place) {
        this.served = served;
        this.handshake = handshake;
        this.place = place;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var harness = known;
        if (harness != null) {
            enter(exchange, harness);
            return;
        }
        exchange.dispatch(
                task -> {
                    try {
                        place.threads().execute(task);
                    } catch (RejectedExecutionException e) {
                        exchange.endExchange(); // the server is down
                    }
                },
                dispatched -> {
                    var entered = ask();
                    dispatched.dispatch(dispatched.getIoThread(), there -> enter(there, entered));
                });
    }

    private void enter(HttpServerExchange exchange, boolean harness) throws Exception {
        if (harness) {
            handshake.handleRequest(exchange);
        } else {
            exchange.setStatusCode(403);
            exchange.endExchange();
        }
    }

    /** True, too, when no world can be made just now: the client then hears why, in a frame. */
    private boolean ask() throws InterruptedException {
        if (!asking.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
            return true;
        }
        try {
            var harness = known;
            if (harness == null) {
                harness = made();
                known = harness;
            }
            return harness == null || harness;
        } finally {
            asking.unlock();
        }
    }

    private @Nullable Boolean made() {
        try (var world = served.open()) {
            return world.harness() != null;
        } catch (RuntimeException e) {
            return null;
        }
    }
}
