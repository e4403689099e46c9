package dev.openenv.server;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;

/** Ends requests whose body does not arrive; answers 408 where nothing was answered yet. Safe for many threads. */
final class RequestClock {

    private static final String LATE = "{\"detail\":\"The request's body did not arrive in time\"}";

    private final Duration limit;
    private final CarefulListener listener;

    RequestClock(Duration limit, CarefulListener listener) {
        this.limit = limit;
        this.listener = listener;
    }

    void watch(HttpServerExchange exchange) {
        if (exchange.isRequestComplete()) {
            return;
        }
        var key = exchange.getIoThread().executeAfter(() -> end(exchange), limit.toMillis(), TimeUnit.MILLISECONDS);
        exchange.addExchangeCompleteListener((done, next) -> {
            key.remove();
            next.proceed();
        });
    }

    private void end(HttpServerExchange exchange) {
        if (exchange.isRequestComplete() || exchange.isComplete()) {
            return;
        }
        listener.refused(ServerListener.Refusal.SLOW);
        if (exchange.isResponseStarted()) {
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        exchange.setPersistent(false);
        exchange.setStatusCode(408);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.setResponseContentLength(LATE.length());
        exchange.getResponseSender().send(LATE, new IoCallback() {
            @Override
            public void onComplete(HttpServerExchange answered, Sender sender) {
                IoUtils.safeClose(answered.getConnection());
            }

            @Override
            public void onException(HttpServerExchange answered, Sender sender, IOException problem) {
                IoUtils.safeClose(answered.getConnection());
            }
        });
    }
}
