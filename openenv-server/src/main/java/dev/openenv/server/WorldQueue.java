package dev.openenv.server;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A world and the calls that wait for it: one at a time, in order, each on a thread for worlds; no thread waits. Holds a
 * slot until the world is closed, or was told to end and did not in time.
 *
 * <p>Safe for many threads: its lock is its own and is never held during a call of the world.
 */
final class WorldQueue<A extends Action, O extends Observation> {

    private static final Logger LOG = LoggerFactory.getLogger(WorldQueue.class);

    /** How many calls may wait, not counting those of sockets, which bring one at a time. */
    private static final int MOST_WAITING = 256;

    /** How long a world may take to notice that it shall end before its slot is given to another. */
    private static final int LEAVE_MILLIS = 500;

    /** When threads that are too busy are asked again. */
    private static final int BUSY_MILLIS = 5;

    private final String id;
    private final SessionSlots.Slot slot;
    private final Workplace place;
    private final boolean remembers;
    private final Runnable over;
    private final Occupant occupant;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Call<A, O>> waiting = new ArrayDeque<>(2);
    private volatile boolean running = true;
    private volatile @Nullable Call<A, O> current;
    private volatile @Nullable JsonObject lastState;
    private boolean ended;
    private boolean endsAtRest;
    private Served<A, O>.@Nullable World world;
    private final AtomicReference<@Nullable Runnable> freed = new AtomicReference<>();
    private volatile long lastActivity;

    /** {@code remembers} the world's state after each call; {@code over} runs once, when the world is closed. */
    WorldQueue(String id, SessionSlots.Slot slot, Workplace place, boolean remembers, Runnable over) {
        this.id = id;
        this.slot = slot;
        this.place = place;
        this.remembers = remembers;
        this.over = over;
        occupant = new Occupant(place.abandoned());
        lastActivity = place.now();
    }

    /** Makes the world; calls wait meanwhile. Called once. {@code made} hears why there is none, or null. */
    void open(Served<A, O> served, Consumer<@Nullable Throwable> made) {
        submit(() -> make(served, made));
    }

    private void make(Served<A, O> served, Consumer<@Nullable Throwable> made) {
        if (!occupant.enter()) {
            finish();
            return;
        }
        Throwable failure = null;
        try {
            world = served.open();
        } catch (Throwable e) {
            failure = e;
        } finally {
            leave(true);
        }
        made.accept(failure);
        if (failure == null) {
            next();
        } else {
            finish();
        }
    }

    /** Puts a call at the end, unless too many wait; its {@link Call#lost} is called when its turn never comes. */
    boolean offer(Call<A, O> call) {
        return put(call, MOST_WAITING);
    }

    /** The same for the one call of a socket, for which there is always room. */
    void add(Call<A, O> call) {
        put(call, Integer.MAX_VALUE);
    }

    private boolean put(Call<A, O> call, int most) {
        boolean lost;
        lock.lock();
        try {
            lost = ended;
            if (!ended) {
                if (waiting.size() >= most) {
                    return false;
                }
                waiting.add(call);
                if (running) {
                    return true;
                }
                running = true;
            }
        } finally {
            lock.unlock();
        }
        if (lost) {
            call.lost();
        } else {
            submit(this::work);
        }
        return true;
    }

    private void work() {
        if (!occupant.enter()) {
            finish();
            return;
        }
        var call = poll();
        if (call == null) {
            leave(false);
        } else {
            take(call);
        }
        next();
    }

    private void take(Call<A, O> call) {
        current = call;
        try {
            var active = false;
            try {
                active = call.run(Objects.requireNonNull(world));
                if (remembers) {
                    lastState = world.stateToRemember();
                }
            } finally {
                current = null;
                leave(active);
            }
            call.done();
        } catch (Throwable e) {
            LOG.error("a call was not answered; its session ends session={}", id, LogText.safe(e));
            call.lost();
            end(() -> {});
        }
    }

    /** The state before the call that runs, if that one's client is gone; null when there is nothing to wait for. */
    @Nullable
    JsonObject stateBeforeOrphan() {
        var call = current;
        return call != null && call.orphaned() ? lastState : null;
    }

    private void next() {
        boolean goOn;
        boolean over;
        lock.lock();
        try {
            over = ended;
            goOn = !ended && !waiting.isEmpty();
            running = over || goOn;
            if (!over && !goOn && !endsAtRest) {
                return;
            }
        } finally {
            lock.unlock();
        }
        if (over) {
            finish();
        } else if (goOn) {
            submit(this::work);
        } else {
            end(() -> {});
        }
    }

    private void leave(boolean active) {
        occupant.leave();
        if (active) {
            lastActivity = place.now();
        }
    }

    /** Interrupts a running call and loses the others; {@code heard} runs when the slot is free, which is soon. */
    void end(Runnable heard) {
        boolean atRest;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            ended = true;
            freed.set(heard);
            atRest = !running;
        } finally {
            lock.unlock();
        }
        occupant.shut();
        loseWaiting();
        if (atRest) {
            submit(this::finish);
        }
        place.later(this::leaveBehind, LEAVE_MILLIS);
    }

    /** Ends when the calls that wait now have had their turns. */
    void endAtRest() {
        lock.lock();
        try {
            endsAtRest = true;
            if (running) {
                return;
            }
        } finally {
            lock.unlock();
        }
        end(() -> {});
    }

    private void leaveBehind() {
        if (occupant.leaveBehind()) {
            LOG.warn("a world goes on without its client session={}", id);
        }
        free();
    }

    private void free() {
        slot.give();
        var heard = freed.getAndSet(null);
        if (heard != null) {
            heard.run();
        }
    }

    /** On a thread for worlds: closes the world. */
    private void finish() {
        Served<A, O>.World last;
        lock.lock();
        try {
            ended = true;
            last = world;
            world = null;
        } finally {
            lock.unlock();
        }
        try {
            if (last != null) {
                close(last);
            }
        } catch (Throwable e) {
            LOG.warn("a world did not close cleanly session={}", id, LogText.safe(e));
        } finally {
            free();
            loseWaiting();
            over.run();
        }
    }

    private void close(Served<A, O>.World last) {
        occupant.enterLast();
        try {
            last.close();
        } finally {
            occupant.leave();
        }
    }

    private void loseWaiting() {
        for (var call = poll(); call != null; call = poll()) {
            call.lost();
        }
    }

    private @Nullable Call<A, O> poll() {
        lock.lock();
        try {
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    private void submit(Runnable task) {
        try {
            place.threads().execute(task);
        } catch (RejectedExecutionException e) {
            if (place.threads().isShutdown()) {
                finish();
            } else { // others have filled the queue of the threads, which is no reason to end a session
                place.later(() -> submit(task), BUSY_MILLIS);
            }
        }
    }

    /** Whether nothing runs and nothing waits. */
    boolean atRest() {
        return !running;
    }

    /** When the world was made or a call that counts ended, in nanoseconds of the clock. */
    long lastActivity() {
        return lastActivity;
    }
}
