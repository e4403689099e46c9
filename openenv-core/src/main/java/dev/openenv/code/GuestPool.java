package dev.openenv.code;

import dev.openenv.CapacityException;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Guests, each used for one session and then ended; a few wait ready. Safe for many threads. */
public final class GuestPool implements AutoCloseable {

    /** Starts a guest. */
    public interface Start {

        /**
         * Starts one, and waits until it is ready.
         *
         * @param watch breaks off its waits
         * @return the guest
         * @throws InterruptedException when the thread was interrupted
         */
        Guest guest(GuestWatch watch) throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(GuestPool.class);
    private static final int IDLE_SECONDS = 10;

    private final Start start;
    private final int warm;
    private final int most;
    private final Duration patience;
    private final Semaphore places;
    private final GuestWatch watch = new GuestWatch();
    private final ConcurrentLinkedQueue<Guest> ready = new ConcurrentLinkedQueue<>();
    private final Set<Guest> all = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor refill;
    private volatile boolean closed;

    /**
     * Guests of one kind; none is started yet.
     *
     * @param start starts one
     * @param warm how many wait ready, 0 or more
     * @param most how many are used at once, 1 or more
     * @param patience how long one waits for a place
     */
    public GuestPool(Start start, int warm, int most, Duration patience) {
        this.start = start;
        this.warm = warm;
        this.most = most;
        this.patience = patience;
        places = new Semaphore(most, true);
        refill = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                task -> {
                    var thread = new Thread(task, "openenv-code-start");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        refill.allowCoreThreadTimeOut(true);
    }

    /**
     * Takes a guest, one that is ready or a new one.
     *
     * @return leads to it; closing it ends the guest
     * @throws CapacityException when there was no place in time
     */
    public GuestLine take() {
        acquire();
        var taken = false;
        try {
            var guest = waiting();
            var lease = new Lease(guest == null ? started() : guest);
            taken = true;
            return lease;
        } finally {
            if (!taken) {
                places.release();
            }
            refill.execute(this::fill);
        }
    }

    private void acquire() {
        try {
            if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new CapacityException("all " + most + " places for Python were in use for " + patience.toMillis()
                        + " ms; close episodes, or allow more with withMost");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (closed) {
            places.release();
            throw new IllegalStateException("the executor is closed");
        }
    }

    private @Nullable Guest waiting() {
        for (var guest = ready.poll(); guest != null; guest = ready.poll()) {
            if (guest.alive()) {
                return guest;
            }
            all.remove(guest);
        }
        return null;
    }

    private void fill() {
        try {
            while (!closed && ready.size() < warm) {
                ready.add(started());
            }
        } catch (OpenEnvException e) {
            if (!closed) {
                LOG.atWarn().addKeyValue("reason", e.getMessage()).log("no Python could be kept ready");
            }
        }
        if (closed) {
            end();
        }
    }

    private Guest started() {
        try {
            var guest = start.guest(watch);
            all.add(guest);
            if (closed) {
                end(guest);
            }
            return guest;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static OpenEnvException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return OpenEnvException.interrupted("waited for Python", Effect.NOT_APPLIED, Retry.NEVER, e);
    }

    private void end(Guest guest) {
        guest.close();
        all.remove(guest);
    }

    private void end() {
        ready.clear();
        all.forEach(this::end);
    }

    /** A guest in use. */
    private final class Lease implements GuestLine {

        private final Guest guest;
        private final AtomicBoolean over = new AtomicBoolean();

        Lease(Guest guest) {
            this.guest = guest;
        }

        @Override
        public void send(String message, Duration atMost) throws IOException, InterruptedException {
            guest.send(message, atMost);
        }

        @Override
        public @Nullable String receive(Duration atMost) throws IOException, InterruptedException {
            return guest.receive(atMost);
        }

        @Override
        public void close() {
            if (over.compareAndSet(false, true)) {
                end(guest);
                places.release();
            }
        }
    }

    /** Ends all guests, used or not. */
    @Override
    public void close() {
        closed = true;
        refill.shutdownNow();
        end();
        watch.close();
    }
}
