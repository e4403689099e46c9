package dev.openenv.server;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of bodies and messages that have not arrived in full a server keeps, over all its connections. What is small
 * is not counted, so that it passes when large ones take all there is. Safe for many threads.
 */
final class Budget {

    /** Up to here nothing is counted. */
    static final int SMALL = 64 << 10;

    /** Why a client is refused: it may try again. */
    static final String BUSY = "Server busy";

    private final long limit;
    private final Runnable refused;
    private final AtomicLong taken = new AtomicLong();

    /** {@code refused} hears of each refusal. */
    Budget(long limit, Runnable refused) {
        this.limit = limit;
        this.refused = refused;
    }

    Share share() {
        return new Share();
    }

    /** What all hold. */
    long taken() {
        return taken.get();
    }

    private boolean take(long bytes) {
        if (taken.addAndGet(bytes) > limit) {
            taken.addAndGet(-bytes);
            refused.run();
            return false;
        }
        return true;
    }

    /** What one body or message holds: grows on one thread at a time, may be given back on any. */
    final class Share {

        private static final long GONE = -1;

        private final AtomicLong held = new AtomicLong();
        private volatile boolean refused;

        private Share() {}

        /** Whether so many bytes may be kept in all; a smaller number than before gives nothing back. */
        boolean reach(long bytes) {
            var before = held.get();
            if (before == GONE) {
                return false;
            }
            if (bytes <= SMALL || bytes <= before) {
                return true;
            }
            if (!take(bytes - before)) {
                refused = true;
                return false;
            }
            if (held.compareAndSet(before, bytes)) {
                return true;
            }
            taken.addAndGet(before - bytes);
            return false;
        }

        /** Whether there once was no room for it; stays so when it has ended. */
        boolean refused() {
            return refused;
        }

        /** Nothing is kept now. */
        void empty() {
            var before = held.get();
            if (before > 0 && held.compareAndSet(before, 0)) {
                taken.addAndGet(-before);
            }
        }

        /** Nothing will be kept again. */
        void end() {
            var before = held.getAndSet(GONE);
            if (before > 0) {
                taken.addAndGet(-before);
            }
        }
    }
}
