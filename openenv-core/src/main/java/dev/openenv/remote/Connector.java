package dev.openenv.remote;

import dev.openenv.CapacityException;
import dev.openenv.DeadlineExceededException;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.net.URI;
import java.time.Duration;

/**
 * Opens sessions, and tries again while the server may yet have a place. A server answers the handshake before it makes
 * the world and says only then that it is full, so each attempt ends with a question.
 */
final class Connector {

    private final Settings settings;
    private final Handshake handshake;
    private final URI uri;

    Connector(Settings settings) {
        this.settings = settings;
        this.handshake = new Handshake(settings);
        this.uri = settings.address().socket();
    }

    Session open(Duration limit) {
        var start = System.nanoTime();
        var deadline = start + limit.toNanos();
        var pauses = new Pauses();
        while (true) {
            OpenEnvException failure;
            try {
                return attempt(deadline);
            } catch (Passing e) {
                failure = e.failure();
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            if (deadline - System.nanoTime() <= 0) {
                throw afterAll(failure, Duration.ofNanos(System.nanoTime() - start));
            }
            try {
                pauses.pause(deadline);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private Session attempt(long deadline) throws Passing, InterruptedException {
        var session = new Session(settings, handshake, handshake.connect(null, deadline));
        try {
            session.begin(Handshake.left(deadline));
            return session;
        } catch (CapacityException e) {
            session.close();
            throw new Passing(e);
        } catch (DeadlineExceededException e) {
            session.close();
            throw RemoteException.infrastructure(
                    "open_timeout",
                    uri + " took the connection and made no environment within "
                            + e.limit().toMillis() + " ms; open with a longer limit",
                    uri,
                    Effect.NOT_APPLIED,
                    Retry.SAME_CALL,
                    e);
        } catch (RuntimeException e) {
            var ending = session.ending();
            session.close();
            if (e instanceof OpenEnvException known && ending != null && ending.passing()) {
                throw new Passing(known);
            }
            throw e;
        }
    }

    private static OpenEnvException afterAll(OpenEnvException failure, Duration waited) {
        return failure instanceof CapacityException
                ? new CapacityException(failure.getMessage() + " It was asked for " + waited.toMillis()
                        + " ms; close an environment, or open with a longer limit")
                : failure;
    }

    private OpenEnvException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return OpenEnvException.interrupted("opened " + uri, Effect.NOT_APPLIED, Retry.SAME_CALL, cause);
    }
}
