package dev.openenv.server;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts sessions up to a limit. Safe for many threads. */
final class SessionSlots {

    private final int limit;
    private final AtomicInteger taken = new AtomicInteger();

    SessionSlots(int limit) {
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    int taken() {
        return taken.get();
    }

    /** A slot, or null when all are taken. */
    @Nullable
    Slot take() {
        while (true) {
            var now = taken.get();
            if (now >= limit) {
                return null;
            }
            if (taken.compareAndSet(now, now + 1)) {
                return new Slot();
            }
        }
    }

    /** One session's place; giving it back twice counts once. */
    final class Slot {

        private final AtomicBoolean held = new AtomicBoolean(true);

        private Slot() {}

        void give() {
            if (held.compareAndSet(true, false)) {
                taken.decrementAndGet();
            }
        }
    }
}
