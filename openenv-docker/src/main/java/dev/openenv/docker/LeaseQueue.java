package dev.openenv.docker;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Things that wait for takers, or takers that wait for things, who are served in the order in which they came. Never both at
 * the same time.
 *
 * @param <T> the things
 */
final class LeaseQueue<T> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<T> idle = new ArrayDeque<>();
    private final Deque<CompletableFuture<T>> takers = new ArrayDeque<>();
    private @Nullable RuntimeException end;

    /** Takes one; empty when there was none in time. {@code first} for a taker who has waited before. */
    Optional<T> take(Deadline deadline, boolean first) throws InterruptedException {
        var mine = new CompletableFuture<T>();
        lock.lock();
        try {
            if (end != null) {
                throw end;
            }
            var thing = idle.pollFirst();
            if (thing != null) {
                return Optional.of(thing);
            }
            if (first) {
                takers.addFirst(mine);
            } else {
                takers.addLast(mine);
            }
        } finally {
            lock.unlock();
        }
        try {
            return Optional.of(mine.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return withdrawn(mine) ? Optional.empty() : Optional.of(served(mine));
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            if (!withdrawn(mine)) {
                giveBack(mine);
            }
            throw e;
        }
    }

    private void giveBack(CompletableFuture<T> taker) {
        try {
            offer(taker.join(), true);
        } catch (CompletionException nothingWasGiven) {
            // the taker leaves anyway
        }
    }

    private boolean withdrawn(CompletableFuture<T> taker) {
        lock.lock();
        try {
            return takers.removeIf(other -> other == taker);
        } finally {
            lock.unlock();
        }
    }

    private static <T> T served(CompletableFuture<T> taker) {
        try {
            return taker.join();
        } catch (CompletionException e) {
            throw failure(e.getCause());
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    /** Gives one to the taker who has waited longest, or keeps it. */
    void offer(T thing, boolean front) {
        lock.lock();
        try {
            var taker = takers.pollFirst();
            if (taker != null) {
                taker.complete(thing);
            } else if (front) {
                idle.addFirst(thing);
            } else {
                idle.addLast(thing);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes out a thing that nobody has taken. */
    boolean remove(T thing) {
        lock.lock();
        try {
            return idle.remove(thing);
        } finally {
            lock.unlock();
        }
    }

    List<T> idle() {
        lock.lock();
        try {
            return List.copyOf(idle);
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return takers.size();
        } finally {
            lock.unlock();
        }
    }

    /** Tells everybody who waits. */
    void fail(RuntimeException reason) {
        Collection<CompletableFuture<T>> told;
        lock.lock();
        try {
            told = List.copyOf(takers);
            takers.clear();
        } finally {
            lock.unlock();
        }
        told.forEach(taker -> taker.completeExceptionally(reason));
    }

    /** Nobody is served any more. */
    void close(RuntimeException reason) {
        lock.lock();
        try {
            end = reason;
            idle.clear();
        } finally {
            lock.unlock();
        }
        fail(reason);
    }
}
