package dev.openenv.tools;

import dev.openenv.Effect;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.wrap.AbandonedThreads;
import dev.openenv.wrap.TimedCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls beside each other, each with a time limit of its own. Confined to one thread at a time. */
final class ParallelCalls implements AutoCloseable {

    /** How many tools of one world run at once. */
    private static final int MOST_AT_ONCE = 8;

    private static final int IDLE_SECONDS = 10;

    private final AbandonedThreads abandoned;
    private final ConcurrentLinkedQueue<TimedCalls> idle = new ConcurrentLinkedQueue<>();
    private @Nullable ThreadPoolExecutor threads;

    ParallelCalls(AbandonedThreads abandoned) {
        this.abandoned = abandoned;
    }

    /** Starts a call, which does not throw; {@code one} gets what it is timed by. */
    Future<ToolReply> start(Function<TimedCalls, ToolReply> one) {
        if (threads == null) {
            threads = new ThreadPoolExecutor(
                    MOST_AT_ONCE, MOST_AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                        var thread = new Thread(task, "openenv-tools");
                        thread.setDaemon(true);
                        return thread;
                    });
            threads.allowCoreThreadTimeOut(true);
        }
        return threads.submit(() -> timed(one));
    }

    private ToolReply timed(Function<TimedCalls, ToolReply> one) {
        var free = idle.poll();
        var calls = free == null ? new TimedCalls(abandoned) : free;
        try {
            return one.apply(calls);
        } finally {
            idle.add(calls);
        }
    }

    /** Waits for all; an interrupt ends them, too. */
    static List<ToolReply> all(List<Future<ToolReply>> started) {
        var replies = new ArrayList<ToolReply>(started.size());
        try {
            for (var call : started) {
                replies.add(call.get());
            }
            return replies;
        } catch (InterruptedException e) {
            started.forEach(call -> call.cancel(true));
            Thread.currentThread().interrupt();
            throw OpenEnvException.interrupted("waited for tools", Effect.MAYBE, Retry.NEVER, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Ends the threads; calls that run are interrupted. */
    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
        for (var calls = idle.poll(); calls != null; calls = idle.poll()) {
            calls.close();
        }
    }
}
