package dev.openenv.server;

import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes answers. Safe for many threads. */
final class Replies {

    private static final String JSON = "application/json";
    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString SNIFFING = new HttpString("X-Content-Type-Options");
    private static final HttpString REFERRER = new HttpString("Referrer-Policy");

    private Replies() {}

    static void json(HttpServerExchange exchange, int status, byte[] json) {
        send(exchange, status, JSON, json);
    }

    /** One event of a stream, which ends with it. */
    static void event(HttpServerExchange exchange, byte[] json) {
        var before = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);
        var event = Arrays.copyOf(before, before.length + json.length + 2);
        System.arraycopy(json, 0, event, before.length, json.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        send(exchange, 200, "text/event-stream", event);
    }

    static void detail(HttpServerExchange exchange, int status, String detail) {
        json(exchange, status, JsonText.bytes(JsonObject.of("detail", detail)));
    }

    static void internalError(HttpServerExchange exchange) {
        var text = "Internal Server Error".getBytes(StandardCharsets.UTF_8);
        send(exchange, 500, "text/plain; charset=utf-8", text);
    }

    static void page(HttpServerExchange exchange, Page page) {
        var headers = exchange.getResponseHeaders();
        headers.put(POLICY, page.policy());
        headers.put(SNIFFING, "nosniff");
        headers.put(REFERRER, "no-referrer");
        send(exchange, 200, "text/html; charset=utf-8", page.html());
    }

    static void redirect(HttpServerExchange exchange, String location) {
        exchange.setStatusCode(307);
        exchange.getResponseHeaders().put(Headers.LOCATION, location);
        exchange.endExchange();
    }

    /** A list alone is no document for {@link JsonText}; it is cut out of one. */
    static byte[] list(List<? extends @Nullable Object> list) {
        var json = JsonText.bytes(JsonObject.of("l", list));
        return Arrays.copyOfRange(json, "{\"l\":".length(), json.length - 1);
    }

    private static void send(HttpServerExchange exchange, int status, String type, byte[] body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(ByteBuffer.wrap(body));
            ReplyClock.follow(exchange);
        }
    }
}
