package dev.openenv.remote;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.CapacityException;
import dev.openenv.DeadlineExceededException;
import dev.openenv.Effect;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.json.Codec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Opens sessions, and tries again while the server may yet have a place. A server answers the handshake before it makes
 * the world and says only then that it is full, so each attempt ends with a question for the state.
 */
final class Connector {

    private static final Duration SHORTEST_ATTEMPT = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** What a gateway answers while the server behind it starts or is busy. */
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final HttpClient client;
    private final Settings settings;
    private final URI uri;

    Connector(HttpClient client, Settings settings) {
        this.client = client;
        this.settings = settings;
        this.uri = settings.address().socket();
    }

    <A extends Action, O extends Observation> RemoteEnvironment<A, O> open(
            Codec<A> actions, Codec<O> observations, Duration limit) {
        var start = System.nanoTime();
        var deadline = start + limit.toNanos();
        var pause = FIRST_PAUSE.toNanos();
        while (true) {
            OpenEnvException failure;
            try {
                return attempt(actions, observations, deadline);
            } catch (Passing e) {
                failure = e.failure;
            }
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                throw afterAll(failure, Duration.ofNanos(System.nanoTime() - start));
            }
            LockSupport.parkNanos(this, Math.min(left, pause));
            if (Thread.interrupted()) {
                throw interrupted(new InterruptedException());
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
        }
    }

    private <A extends Action, O extends Observation> RemoteEnvironment<A, O> attempt(
            Codec<A> actions, Codec<O> observations, long deadline) throws Passing {
        var socket = new ReplySocket(settings);
        connect(socket, deadline);
        var environment = new RemoteEnvironment<>(socket, settings, actions, observations);
        try {
            environment.probe(left(deadline));
            return environment;
        } catch (CapacityException e) {
            environment.close();
            throw new Passing(e);
        } catch (DeadlineExceededException e) {
            environment.close();
            throw RemoteException.infrastructure(
                    "open_timeout",
                    uri + " took the connection and made no environment within "
                            + e.limit().toMillis() + " ms; open with a longer limit",
                    uri,
                    Effect.NOT_APPLIED,
                    Retry.SAME_CALL,
                    e);
        } catch (RuntimeException e) {
            var ending = socket.ending();
            environment.close();
            if (e instanceof OpenEnvException known && ending != null && ending.passing()) {
                throw new Passing(known);
            }
            throw e;
        }
    }

    private void connect(ReplySocket socket, long deadline) throws Passing {
        var limit = left(deadline).compareTo(settings.connectLimit()) < 0 ? left(deadline) : settings.connectLimit();
        var handshake = client.newWebSocketBuilder().connectTimeout(limit);
        settings.headers().forEach(handshake::header);
        var connecting = handshake.buildAsync(uri, socket);
        try {
            connecting.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            abandon(connecting);
            throw interrupted(e);
        } catch (TimeoutException e) {
            abandon(connecting);
            throw new Passing(failed("no answer to the handshake within " + limit.toMillis() + " ms", e));
        } catch (ExecutionException e) {
            throw refused(e.getCause() == null ? e : e.getCause());
        }
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

    private static OpenEnvException afterAll(OpenEnvException failure, Duration waited) {
        return failure instanceof CapacityException
                ? new CapacityException(failure.getMessage() + " It was asked for " + waited.toMillis()
                        + " ms; close an environment, or open with a longer limit")
                : failure;
    }

    private OpenEnvException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new OpenEnvException(
                "interrupted",
                "the thread was interrupted while it opened " + uri,
                Blame.CALLER,
                Effect.NOT_APPLIED,
                Retry.SAME_CALL,
                cause);
    }

    private static Duration left(long deadline) {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        return left.compareTo(SHORTEST_ATTEMPT) < 0 ? SHORTEST_ATTEMPT : left;
    }

    /** What another attempt may not meet. */
    private static final class Passing extends Exception {

        private static final long serialVersionUID = 1L;

        private final OpenEnvException failure;

        Passing(OpenEnvException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
