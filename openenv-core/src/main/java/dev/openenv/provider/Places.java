package dev.openenv.provider;

import dev.openenv.CapacityException;
import dev.openenv.wrap.Nanos;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A bounded number of places for open environments; waits are fair and bounded. */
final class Places {

    private final int capacity;
    private final Semaphore free;

    Places(int capacity) {
        this.capacity = capacity;
        this.free = new Semaphore(capacity, true);
    }

    void take(String name, Duration limit) {
        try {
            if (!free.tryAcquire(Nanos.of(limit), TimeUnit.NANOSECONDS)) {
                throw new CapacityException(name + " is full: all " + capacity + " environments were in use for "
                        + limit.toMillis() + " ms; close one, or open with a longer limit");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CapacityException("interrupted while waiting for a free environment of " + name);
        }
    }

    void give() {
        free.release();
    }
}
