package dev.openenv.server;

import dev.openenv.server.ServerListener.Refusal;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask: looks at Host, Origin and token of a request before anything else does. Immutable.
 *
 * <p>A browser lets any page send requests to a server on the developer's own machine and open sockets there. Such a
 * request carries the page's Origin; programs send none. A page that makes its own name point to this machine is
 * known by the Host header.
 */
final class Access {

    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    private final byte @Nullable [] token;
    private final Set<String> origins;
    private final Set<String> hosts;
    private final boolean checkHost;

    private Access(byte @Nullable [] token, Set<String> origins, Set<String> hosts, boolean checkHost) {
        this.token = token;
        this.origins = origins;
        this.hosts = hosts;
        this.checkHost = checkHost;
    }

    /** {@code hosts} are names without port, in lower case; they are looked at on loopback, or when there are any. */
    static Access of(@Nullable String token, Set<String> origins, Set<String> hosts, boolean loopback) {
        return new Access(
                token == null ? null : digest(token),
                Set.copyOf(origins),
                Set.copyOf(hosts),
                loopback || !hosts.isEmpty());
    }

    /** Whether a page whose own name was made to point here would be let in. */
    boolean open() {
        return !checkHost && token == null;
    }

    /** Why the request is refused; null when it is not. */
    @Nullable
    Refusal refusal(HttpServerExchange exchange, boolean upgrade) {
        var headers = exchange.getRequestHeaders();
        if (checkHost && !hostFits(headers.getFirst(Headers.HOST))) {
            return Refusal.HOST;
        }
        if ((upgrade || !HARMLESS.contains(exchange.getRequestMethod().toString())) && !originsFit(headers)) {
            return Refusal.ORIGIN;
        }
        return token == null || tokenFits(headers, token) ? null : Refusal.TOKEN;
    }

    /** Answers a refused request. */
    static void refuse(HttpServerExchange exchange, Refusal reason) {
        switch (reason) {
            case HOST -> Replies.detail(exchange, 403, "This host is not served here");
            case ORIGIN -> Replies.detail(exchange, 403, "Pages of this origin may not use this server");
            default -> {
                exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Bearer realm=\"openenv\"");
                Replies.detail(exchange, 401, "Not authenticated");
            }
        }
    }

    private boolean hostFits(@Nullable String host) {
        if (host == null) {
            return true; // HTTP/1.0: no browser
        }
        var name = withoutPort(host.toLowerCase(Locale.ROOT));
        return hosts.contains(name)
                || name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.matches("127(\\.\\d{1,3}){3}");
    }

    private boolean originsFit(HeaderMap headers) {
        var given = headers.get(Headers.ORIGIN);
        if (given == null || origins.contains("*")) {
            return true;
        }
        var host = headers.getFirst(Headers.HOST);
        for (var value : given) {
            var origin = value.strip().toLowerCase(Locale.ROOT);
            if (!origins.contains(origin) && !isOwn(origin, host)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the page came from this server; the scheme may differ behind a proxy that ends TLS. */
    private static boolean isOwn(String origin, @Nullable String host) {
        if (host == null) {
            return false;
        }
        var at = origin.indexOf("://");
        if (at < 0) {
            return false;
        }
        var port = origin.startsWith("https://") ? ":443" : ":80";
        return withPort(origin.substring(at + 3), port).equals(withPort(host.toLowerCase(Locale.ROOT), port));
    }

    private static String withPort(String authority, String port) {
        return withoutPort(authority).equals(authority) ? authority + port : authority;
    }

    private static String withoutPort(String authority) {
        var colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') && colon >= 0 ? authority.substring(0, colon) : authority;
    }

    private static boolean tokenFits(HeaderMap headers, byte[] token) {
        var given = headers.getFirst(Headers.AUTHORIZATION);
        return given != null
                && given.regionMatches(true, 0, "Bearer ", 0, 7)
                && MessageDigest.isEqual(digest(given.substring(7).strip()), token);
    }

    /** Of one length whatever the text, so that comparing takes the same time for every wrong one. */
    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
