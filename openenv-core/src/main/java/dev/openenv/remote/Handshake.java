package dev.openenv.remote;

import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens sockets, each with one attempt. */
final class Handshake {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** What a gateway answers while the server behind it starts or is busy. */
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final Settings settings;
    private final URI uri;

    Handshake(Settings settings) {
        this.settings = settings;
        this.uri = settings.address().socket();
    }

    /**
     * A socket to a session of its own, or to one that is there.
     *
     * @throws Passing when another attempt may have more luck
     * @throws OpenEnvException when it will not
     */
    ReplySocket connect(@Nullable String session, long deadline) throws Passing, InterruptedException {
        var left = left(deadline);
        var limit = left.compareTo(settings.limits().connect()) < 0
                ? left
                : settings.limits().connect();
        var handshake = settings.client().newWebSocketBuilder().connectTimeout(limit);
        settings.headers().forEach(handshake::header);
        if (settings.resume()) {
            handshake.subprotocols(Frames.RESUME);
        }
        var socket = new ReplySocket(settings.limits());
        CompletableFuture<WebSocket> connecting;
        try {
            connecting = handshake.buildAsync(target(session), socket);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
        try {
            socket.on(connecting.get(limit.toNanos(), TimeUnit.NANOSECONDS));
            return socket;
        } catch (InterruptedException e) {
            abandon(connecting);
            throw e;
        } catch (TimeoutException e) {
            abandon(connecting);
            throw new Passing(failed("no answer to the handshake within " + limit.toMillis() + " ms", e));
        } catch (ExecutionException e) {
            throw refused(e.getCause() == null ? e : e.getCause());
        }
    }

    private URI target(@Nullable String session) {
        return session == null
                ? uri
                : URI.create(uri + "?session_id=" + URLEncoder.encode(session, StandardCharsets.UTF_8));
    }

    /** The time to a deadline, with a least chance for each attempt. */
    static Duration left(long deadline) {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    }

    /** The handshake may still succeed; a session that nobody wants must not hold a place. */
    private static void abandon(CompletableFuture<WebSocket> connecting) {
        var unused = connecting.whenComplete((late, failed) -> {
            if (late != null) {
                late.abort();
            }
        });
    }

    private OpenEnvException refused(Throwable cause) throws Passing {
        if (cause instanceof WebSocketHandshakeException handshake && handshake.getResponse() != null) {
            var status = handshake.getResponse().statusCode();
            var failure = RemoteException.infrastructure(
                    "handshake_refused",
                    uri + " refused the handshake with HTTP " + status + advice(status),
                    uri,
                    Effect.NOT_APPLIED,
                    PASSING.contains(status) ? Retry.SAME_CALL : Retry.NEVER,
                    cause);
            if (PASSING.contains(status)) {
                throw new Passing(failure);
            }
            return failure;
        }
        if (cause instanceof SSLException) {
            return RemoteException.infrastructure(
                    "connect_failed",
                    uri + ": no secure connection: " + cause.getMessage(),
                    uri,
                    Effect.NOT_APPLIED,
                    Retry.NEVER,
                    cause);
        }
        if (cause instanceof IOException) {
            throw new Passing(
                    failed(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause));
        }
        return RemoteException.infrastructure(
                "connect_failed", uri + ": " + cause, uri, Effect.NOT_APPLIED, Retry.NEVER, cause);
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 407 -> "; say who you are with withBearerToken or withHeader";
            case 403, 404 -> ", as servers do where there is no such route; check the path of the address";
            default -> "";
        };
    }

    private RemoteException failed(String why, @Nullable Throwable cause) {
        return RemoteException.infrastructure(
                "connect_failed",
                uri + ": no connection: " + why + "; is the server running?",
                uri,
                Effect.NOT_APPLIED,
                Retry.SAME_CALL,
                cause);
    }
}
