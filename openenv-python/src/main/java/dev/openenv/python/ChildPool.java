package dev.openenv.python;

import dev.openenv.Blame;
import dev.openenv.CapacityException;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.code.GuestLine;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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

/** Children, each used for one session and then ended; a few wait ready. Safe for many threads. */
final class ChildPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChildPool.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final int IDLE_SECONDS = 10;

    private final List<String> command;
    private final int warm;
    private final int most;
    private final Duration patience;
    private final Semaphore places;
    private final Watch watch = new Watch();
    private final ConcurrentLinkedQueue<ChildProcess> ready = new ConcurrentLinkedQueue<>();
    private final Set<ChildProcess> all = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor refill;
    private volatile boolean closed;

    /** Children of one command: how many wait ready, how many are used at most, how long one waits for one. */
    ChildPool(List<String> command, int warm, int most, Duration patience) {
        this.command = command;
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
                    var thread = new Thread(task, "openenv-python-start");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        refill.allowCoreThreadTimeOut(true);
    }

    GuestLine take() {
        acquire();
        var taken = false;
        try {
            var child = waiting();
            var lease = new Lease(child == null ? started() : child);
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

    private @Nullable ChildProcess waiting() {
        for (var child = ready.poll(); child != null; child = ready.poll()) {
            if (child.alive()) {
                return child;
            }
            all.remove(child);
        }
        return null;
    }

    private void fill() {
        try {
            while (!closed && ready.size() < warm) {
                ready.add(started());
            }
        } catch (OpenEnvException e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("no Python could be kept ready");
        }
        if (closed) {
            end();
        }
    }

    private ChildProcess started() {
        ChildProcess child = null;
        var ready = false;
        try {
            child = new ChildProcess(command, watch);
            all.add(child);
            child.awaitReady(START_LIMIT);
            ready = true;
            return child;
        } catch (IOException e) {
            var words = child == null ? "" : child.words();
            var why = words.isEmpty() ? e.getMessage() : e.getMessage() + ": " + words;
            throw new PythonUnavailableException("Python did not start: " + why, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            if (child != null && (!ready || closed)) {
                end(child);
            }
        }
    }

    private static OpenEnvException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new OpenEnvException(
                "interrupted",
                "the thread was interrupted while it waited for Python",
                Blame.CALLER,
                Effect.NOT_APPLIED,
                Retry.NEVER,
                e);
    }

    private void end(ChildProcess child) {
        child.close();
        all.remove(child);
    }

    private void end() {
        ready.clear();
        all.forEach(this::end);
    }

    /** A child in use. */
    private final class Lease implements GuestLine {

        private final ChildProcess child;
        private final AtomicBoolean over = new AtomicBoolean();

        Lease(ChildProcess child) {
            this.child = child;
        }

        @Override
        public void send(String message, Duration atMost) throws IOException, InterruptedException {
            child.send(message, atMost);
        }

        @Override
        public @Nullable String receive(Duration atMost) throws IOException, InterruptedException {
            return child.receive(atMost);
        }

        @Override
        public void close() {
            if (over.compareAndSet(false, true)) {
                end(child);
                places.release();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        refill.shutdownNow();
        end();
        watch.close();
    }
}
