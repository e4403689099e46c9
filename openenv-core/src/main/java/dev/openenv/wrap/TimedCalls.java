package dev.openenv.wrap;

import dev.openenv.CapacityException;
import dev.openenv.DeadlineExceededException;
import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls foreign code with a time limit, one call at a time, on a thread of its own. At the limit that thread is
 * interrupted and given a grace; if it does not come back it is left behind, and the next call gets another thread. So the
 * caller is free in any case, but code that ignores interrupts may still run beside later calls; it is counted until it
 * returns.
 *
 * <p>Confined to one thread at a time.
 *
 * <pre>{@code
 * try (var calls = new TimedCalls(new AbandonedThreads(8))) {
 *     calls.call("lookup", Duration.ofSeconds(30), () -> directory.lookup(name));
 * }
 * }</pre>
 */
public final class TimedCalls implements AutoCloseable {

    private static final Duration GRACE = Duration.ofMillis(250);

    private final AbandonedThreads abandoned;
    private @Nullable WorldThread thread;

    /**
     * Calls on a thread that is made at the first one.
     *
     * @param abandoned where threads that never came back are counted
     */
    public TimedCalls(AbandonedThreads abandoned) {
        this.abandoned = Objects.requireNonNull(abandoned, "abandoned");
    }

    /**
     * Calls and waits.
     *
     * @param name what is called, for messages
     * @param limit above zero
     * @param body the code
     * @param <T> what it gives
     * @return what it gave; what it throws passes
     * @throws DeadlineExceededException when it did not return in time
     * @throws CapacityException when too many threads never came back
     * @throws OpenEnvException when the calling thread was interrupted; the code was interrupted, too
     */
    public <T> T call(String name, Duration limit, Supplier<T> body) {
        if (abandoned.exhausted()) {
            throw new CapacityException(
                    name + " is not called: " + abandoned.count() + " threads of earlier calls never came back");
        }
        if (thread == null) {
            thread = new WorldThread(() -> {}, abandoned);
        }
        var used = thread;
        var call = used.start(body);
        boolean back;
        try {
            back = call.await(limit);
        } catch (InterruptedException e) {
            stop(used, call);
            Thread.currentThread().interrupt();
            throw OpenEnvException.interrupted("waited for " + name, Effect.MAYBE, Retry.NEVER, e);
        }
        if (!back) {
            stop(used, call);
            throw new DeadlineExceededException(name, limit);
        }
        return call.result();
    }

    private void stop(WorldThread used, WorldThread.Call<?> call) {
        used.stop(call, GRACE);
        if (used.abandoned()) {
            thread = null;
        }
    }

    /** Ends the thread. The next call would start another. */
    @Override
    public void close() {
        if (thread != null) {
            thread.close(GRACE, GRACE);
            thread = null;
        }
    }
}
