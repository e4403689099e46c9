package dev.openenv.server;

import io.undertow.Undertow;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.xnio.XnioIoThread;

/**
 * A server that answers clients until it is closed, made by {@link EnvServer#start}.
 *
 * <p>Safe for many threads.
 *
 * <pre>{@code
 * try (var server = EnvServer.serve(provider).port(0).start()) {
 *     play(server.uri());
 * }
 * }</pre>
 */
public final class RunningServer implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Undertow undertow;
    private final URI uri;
    private final List<Hosted> hosted;
    private final Entrance entrance;
    private final ExecutorService threads;
    private final ScheduledExecutorService timer;
    private final Duration drainLimit;
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed;

    RunningServer(
            Undertow undertow,
            URI uri,
            List<Hosted> hosted,
            Entrance entrance,
            ExecutorService threads,
            ScheduledExecutorService timer,
            Duration drainLimit) {
        this.undertow = undertow;
        this.uri = uri;
        this.hosted = hosted;
        this.entrance = entrance;
        this.threads = threads;
        this.timer = timer;
        this.drainLimit = drainLimit;
    }

    /**
     * Where it listens.
     *
     * @return the port, 1 to 65535
     */
    public int port() {
        return uri.getPort();
    }

    /**
     * What clients connect to.
     *
     * @return an address like {@code http://127.0.0.1:8000}
     */
    public URI uri() {
        return uri;
    }

    /**
     * How many sessions there are now.
     *
     * @return at least 0, at most the limit
     */
    public int sessions() {
        return hosted.get(0).sockets().active();
    }

    /** How many connections there are that have sent a request. */
    int connections() {
        return entrance.connections();
    }

    /**
     * Stops: takes no more clients, lets running calls end within the drain limit, closes every socket with 1012
     * ("service restart"). Returns when all is down, also to a second thread that calls it meanwhile; may be called more than
     * once.
     */
    @Override
    public void close() {
        if (XnioIoThread.currentThread() != null && closing.isLocked()) {
            return; // closing waits for this thread
        }
        closing.lock();
        try {
            if (!closed) {
                closed = true;
                shutDown();
            }
        } finally {
            closing.unlock();
        }
    }

    private void shutDown() {
        entrance.shut();
        hosted.forEach(environment -> environment.sockets().drain());
        await(drainLimit, () -> all(Sockets::idle) && entrance.idle());
        hosted.forEach(environment -> {
            environment.stop();
        });
        await(FAREWELL, () -> all(Sockets::closed) && all(Sockets::idle));
        undertow.stop();
        threads.shutdownNow();
        timer.shutdownNow();
    }

    private boolean all(Predicate<Sockets<?, ?>> test) {
        return hosted.stream().map(Hosted::sockets).allMatch(test);
    }

    private static void await(Duration limit, BooleanSupplier done) {
        var end = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @Override
    public String toString() {
        return "RunningServer[" + uri + "]";
    }
}
