package dev.openenv.wrap;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread on which one world's calls run, one at a time. A platform thread, not a virtual one: code that spins and
 * never returns would keep a carrier from everybody else.
 */
final class WorldThread {

    private static final Logger LOG = LoggerFactory.getLogger(WorldThread.class);
    private static final AtomicLong NUMBER = new AtomicLong();

    private final LinkedBlockingQueue<Runnable> calls = new LinkedBlockingQueue<>();
    private final Runnable closeWorld;
    private final AbandonedThreads abandoned;
    private @Nullable Thread thread;
    private volatile boolean leftBehind;
    private boolean stopped;

    WorldThread(Runnable closeWorld, AbandonedThreads abandoned) {
        this.closeWorld = closeWorld;
        this.abandoned = abandoned;
    }

    boolean abandoned() {
        return leftBehind;
    }

    <T> Call<T> start(Supplier<T> body) {
        var call = new Call<>(body);
        if (thread == null) {
            thread = new Thread(this::run, "openenv-world-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            thread.start();
        }
        calls.add(call);
        return call;
    }

    /** Interrupts a call and waits for a grace; a call that ignores it is left behind with its thread and its world. */
    void stop(Call<?> call, Duration grace) {
        call.cancel(thread);
        if (!call.awaitUninterrupted(grace)) {
            leaveBehind(closeWorld);
        }
    }

    void close(Duration limit, Duration grace) {
        if (leftBehind) {
            return;
        }
        if (thread == null) {
            closeWorld.run();
            return;
        }
        var call = start(() -> {
            closeWorld.run();
            return true;
        });
        if (!call.awaitUninterrupted(limit)) {
            call.interrupt(thread);
            if (!call.awaitUninterrupted(grace)) {
                leaveBehind(() -> {});
                return;
            }
        }
        calls.add(this::stopRunning);
        call.result();
    }

    private void leaveBehind(Runnable last) {
        leftBehind = true;
        abandoned.left();
        calls.add(() -> {
            abandoned.returned();
            try {
                last.run();
            } catch (RuntimeException e) {
                LOG.warn("an environment that was left behind did not close cleanly", e);
            }
        });
        calls.add(this::stopRunning);
    }

    private void stopRunning() {
        stopped = true;
    }

    private void run() {
        while (!stopped) {
            Runnable call;
            try {
                call = calls.take();
            } catch (InterruptedException late) {
                continue; // an interrupt meant for a call that had just returned
            }
            call.run();
        }
    }

    /** One call: its result or what it threw, and whether it is over. */
    static final class Call<T> implements Runnable {

        private final Supplier<T> body;
        private final CountDownLatch over = new CountDownLatch(1);
        private final ReentrantLock interrupting = new ReentrantLock();
        private boolean begun;
        private boolean cancelled;
        private boolean finished;
        private @Nullable T value;
        private @Nullable Throwable thrown;

        Call(Supplier<T> body) {
            this.body = body;
        }

        @Override
        public void run() {
            if (begin()) {
                try {
                    value = body.get();
                } catch (Throwable t) {
                    thrown = t;
                }
            }
            interrupting.lock();
            try {
                finished = true;
                Thread.interrupted();
            } finally {
                interrupting.unlock();
            }
            over.countDown();
        }

        private boolean begin() {
            interrupting.lock();
            try {
                begun = !cancelled;
                return begun;
            } finally {
                interrupting.unlock();
            }
        }

        /** Interrupts the world's thread, but only during this call: an earlier interrupt would be lost on the way to it. */
        void interrupt(@Nullable Thread thread) {
            interrupting.lock();
            try {
                if (begun && !finished && thread != null) {
                    thread.interrupt();
                }
            } finally {
                interrupting.unlock();
            }
        }

        /** As {@link #interrupt}; a call that has not begun will not. */
        void cancel(@Nullable Thread thread) {
            interrupting.lock();
            try {
                cancelled = true;
            } finally {
                interrupting.unlock();
            }
            interrupt(thread);
        }

        boolean await(Duration limit) throws InterruptedException {
            return over.await(Nanos.of(limit), TimeUnit.NANOSECONDS);
        }

        boolean awaitUninterrupted(Duration limit) {
            var end = System.nanoTime() + Nanos.of(limit);
            var interrupted = false;
            try {
                while (true) {
                    try {
                        return over.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @SuppressWarnings("NullAway") // a world's null is a value here; whoever called checks it
        T result() {
            if (thrown != null) {
                throw sneaky(thrown);
            }
            return value;
        }

        @SuppressWarnings("unchecked")
        private static <E extends Throwable> RuntimeException sneaky(Throwable t) throws E {
            throw (E) t;
        }
    }
}
