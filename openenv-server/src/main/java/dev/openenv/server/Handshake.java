package dev.openenv.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Turns a request into a WebSocket (RFC 6455, 4.2). Safe for many threads. */
final class Handshake implements HttpHandler {

    private static final String VERSION = "13";
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private final long limit;
    private final Budget arriving;
    private final @Nullable String subprotocol;
    private final Opened opened;

    /** What happens to a new socket, on its IO thread. */
    interface Opened {

        void accept(HttpServerExchange exchange, FrameChannel channel);
    }

    /** Speaks {@code subprotocol} with clients that offer it; {@code limit} is how many bytes a message may have. */
    Handshake(@Nullable String subprotocol, long limit, Budget arriving, Opened opened) {
        this.subprotocol = subprotocol;
        this.limit = limit;
        this.arriving = arriving;
        this.opened = opened;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var key = headers.getFirst(Headers.SEC_WEB_SOCKET_KEY);
        var version = headers.getFirst(Headers.SEC_WEB_SOCKET_VERSION);
        if (key == null || !VERSION.equals(version) || !isKey(key.strip()) || !upgrades(headers)) {
            refuse(exchange);
            return;
        }
        var spoken = offered(exchange) ? subprotocol : null;
        var answer = exchange.getResponseHeaders();
        answer.put(Headers.UPGRADE, "WebSocket");
        answer.put(Headers.SEC_WEB_SOCKET_ACCEPT, accept(key.strip()));
        if (spoken != null) {
            answer.put(Headers.SEC_WEB_SOCKET_PROTOCOL, spoken);
        }
        var buffers = exchange.getConnection().getByteBufferPool();
        exchange.upgradeChannel((connection, same) -> {
            var channel = new FrameChannel(connection, buffers, new FrameReader(limit, arriving.share()), spoken);
            same.getConnection().addCloseListener(closed -> channel.gone());
            opened.accept(same, channel);
        });
        exchange.endExchange();
    }

    /** The answer to what is no handshake. */
    static void refuse(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.SEC_WEB_SOCKET_VERSION, VERSION);
        Replies.detail(exchange, 400, "Not a WebSocket handshake of version 13");
    }

    private static boolean upgrades(HeaderMap headers) {
        for (var value : headers.eachValue(Headers.CONNECTION)) {
            for (var token : value.split(",", -1)) {
                if (token.strip().equalsIgnoreCase("upgrade")) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean offered(HttpServerExchange exchange) {
        var offers = exchange.getRequestHeaders().get(Headers.SEC_WEB_SOCKET_PROTOCOL);
        if (offers == null || subprotocol == null) {
            return false;
        }
        for (var line : offers) {
            for (var name : line.split(",", -1)) {
                if (name.strip().equals(subprotocol)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String accept(String key) {
        try {
            var hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
