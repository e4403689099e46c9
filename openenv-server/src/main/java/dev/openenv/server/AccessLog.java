package dev.openenv.server;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each request, when it is answered; without query and headers, which may hold secrets. */
final class AccessLog implements ExchangeCompletionListener {

    private static final Logger LOG = LoggerFactory.getLogger("dev.openenv.server.access");

    private final long start = System.nanoTime();

    private AccessLog() {}

    static void follow(HttpServerExchange exchange) {
        exchange.addExchangeCompleteListener(new AccessLog());
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
        try {
            var from = exchange.getSourceAddress();
            LOG.info(
                    "client={} method={} path=\"{}\" status={} bytes={} millis={}",
                    from == null || from.getAddress() == null
                            ? "-"
                            : from.getAddress().getHostAddress(),
                    LogText.of(exchange.getRequestMethod().toString()),
                    LogText.of(exchange.getRequestPath()),
                    exchange.getStatusCode(),
                    exchange.getResponseBytesSent(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        } finally {
            next.proceed();
        }
    }
}
