package dev.openenv.server;

import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a server meets the world outside.
 *
 * @param access who may ask
 * @param tls null for plain text
 * @param accessLog whether every request is logged
 * @param requestLimit how long the head of a request may take, and its body again
 * @param replyLimit how long a client may take no byte of its reply
 * @param maxConnections how many there may be at once
 * @param listener hears what happens
 * @param metrics makes the text of {@code /metrics}; null when there is none
 */
record Exposure(
        Access access,
        @Nullable SSLContext tls,
        boolean accessLog,
        Duration requestLimit,
        Duration replyLimit,
        int maxConnections,
        CarefulListener listener,
        @Nullable Supplier<String> metrics) {}
