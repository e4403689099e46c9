package dev.openenv.server;

import dev.openenv.server.ServerListener.SessionEnd;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts sessions up to a limit. Safe for many threads. */
final class SessionSlots {

    private final int limit;
    private final CarefulListener listener;
    private final AtomicInteger taken = new AtomicInteger();

    SessionSlots(int limit, CarefulListener listener) {
        this.limit = limit;
        this.listener = listener;
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
                listener.refused(ServerListener.Refusal.CAPACITY);
                return null;
            }
            if (taken.compareAndSet(now, now + 1)) {
                listener.sessionOpened();
                return new Slot();
            }
        }
    }

    /** One session's place; giving it back twice counts once. */
    final class Slot {

        private final AtomicBoolean held = new AtomicBoolean(true);
        private final AtomicReference<@Nullable SessionEnd> reason = new AtomicReference<>();

        private Slot() {}

        /** Why the session ends; the first reason counts, and without one it was its client's wish. */
        void because(SessionEnd why) {
            reason.compareAndSet(null, why);
        }

        void give() {
            if (held.compareAndSet(true, false)) {
                taken.decrementAndGet();
                var why = reason.get();
                listener.sessionClosed(why == null ? SessionEnd.CLIENT : why);
            }
        }
    }
}
