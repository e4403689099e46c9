package dev.openenv.code;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Breaks off waits that nothing else can end, when their time is over or their thread was interrupted: one thread looks at all
 * of them, many times a second, so that a wait costs no thread and no alarm of its own.
 */
public final class GuestWatch implements AutoCloseable {

    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();
    private static final int LOOKS_BEFORE_REST = 100;

    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean resting;
    private volatile boolean closed;

    /** Begins to look. */
    public GuestWatch() {
        thread = new Thread(this::look, "openenv-code-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** A wait under way, of the thread that began it. */
    public final class Wait implements AutoCloseable {

        private final Thread caller = Thread.currentThread();
        private final long end;
        private final Runnable breakOff;
        private volatile boolean late;

        private Wait(long end, Runnable breakOff) {
            this.end = end;
            this.breakOff = breakOff;
        }

        private void check(long now) {
            late = late || end - now <= 0;
            if (late || caller.isInterrupted()) {
                breakOff.run();
            }
        }

        /**
         * Whether it was broken off because its time was over.
         *
         * @return false while it goes on, and when it was broken off for another reason
         */
        public boolean late() {
            return late;
        }

        /** The wait is over. */
        @Override
        public void close() {
            waits.remove(this);
        }
    }

    /**
     * Begins a wait of this thread.
     *
     * @param atMost how long it may take
     * @param breakOff ends what is waited for; called again and again until the wait is closed
     * @return the wait, to be closed by the caller
     */
    public Wait begin(Duration atMost, Runnable breakOff) {
        var wait = new Wait(System.nanoTime() + atMost.toNanos(), breakOff);
        waits.add(wait);
        if (resting) {
            LockSupport.unpark(thread);
        }
        return wait;
    }

    private void look() {
        var idle = 0;
        while (!closed) {
            resting = idle >= LOOKS_BEFORE_REST;
            if (resting && waits.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, LOOK_NANOS);
            }
            idle = waits.isEmpty() ? idle + 1 : 0;
            var now = System.nanoTime();
            waits.forEach(wait -> wait.check(now));
        }
    }

    /** Looks no more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    @Override
    public String toString() {
        return "GuestWatch[" + waits.size() + "]";
    }
}
