package dev.openenv.server;

import dev.openenv.codec.JsonText;
import dev.openenv.wire.Harness;
import dev.openenv.wire.HarnessEvent;
import dev.openenv.wire.PythonText;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a harness: passes its events to the client, each when the client's side has taken the last, until the turn
 * is over or its time is up.
 *
 * <p>Safe for many threads: its lock is its own, and given up while it waits.
 */
final class HarnessTurn {

    private final Socket socket;
    private final Clock clock;
    private final Consumer<String> expired;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private HarnessEvent.@Nullable Type last;
    private boolean sending;
    private boolean over;
    private @Nullable Future<?> limit;

    /** {@code expired} hears, in words for the client, that the time is up. */
    HarnessTurn(Socket socket, Clock clock, Consumer<String> expired) {
        this.socket = socket;
        this.clock = clock;
        this.expired = expired;
    }

    /** Starts the clock. */
    void begin(Workplace place, Duration time) {
        var words = "harness turn exceeded " + PythonText.plain(time.toMillis() / 1e3) + " seconds";
        limit = place.timer().schedule(() -> expire(words), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns when the client's side has taken the last event. */
    void run(Harness harness, String content) {
        try {
            harness.turn(content, this::send);
            lock.lockInterruptibly();
            try {
                awaitTaken();
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            throw new CancellationException("the turn was interrupted");
        }
    }

    private void send(HarnessEvent event) {
        var words = JsonText.bytes(event.at(clock.instant()));
        try {
            lock.lockInterruptibly();
            try {
                awaitTaken();
                if (over || !socket.open()) {
                    throw new CancellationException("the turn is over");
                }
                last = event.type();
                sending = true;
                socket.send(words, this::taken);
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the turn is over");
        }
    }

    private void awaitTaken() throws InterruptedException {
        while (sending && !over) {
            changed.await(); // the turn's limit ends it, and so does the socket's
        }
    }

    private void taken() {
        lock.lock();
        try {
            sending = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void expire(String words) {
        if (finish()) {
            expired.accept(words);
        }
    }

    /** Lets no event through any more; false when it was over already. */
    boolean finish() {
        lock.lock();
        try {
            var first = !over;
            over = true;
            changed.signalAll();
            if (limit != null) {
                limit.cancel(false);
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the last event was the end of a turn. */
    boolean whole() {
        lock.lock();
        try {
            return last == HarnessEvent.Type.TURN_COMPLETE;
        } finally {
            lock.unlock();
        }
    }
}
