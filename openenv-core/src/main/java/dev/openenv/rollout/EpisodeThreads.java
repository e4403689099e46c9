package dev.openenv.rollout;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Starts one thread for each episode. Up to {@value #MOST_PLATFORM_THREADS} at a time they are platform threads, because
 * an agent that spins and never returns would keep a virtual thread's carrier from all others; beyond that virtual ones
 * where the JVM has them (21 and later).
 */
final class EpisodeThreads {

    static final int MOST_PLATFORM_THREADS = 64;

    private static final AtomicLong NUMBER = new AtomicLong();
    private static final @Nullable MethodHandle START_VIRTUAL = startVirtual();

    private EpisodeThreads() {}

    static void start(int parallel, Runnable body) {
        if (parallel > MOST_PLATFORM_THREADS && START_VIRTUAL != null) {
            try {
                START_VIRTUAL.invoke(body);
                return;
            } catch (Throwable t) {
                throw new IllegalStateException("a virtual thread did not start", t);
            }
        }
        var thread = new Thread(body, "openenv-episode-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }

    private static @Nullable MethodHandle startVirtual() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class))
                    .asType(MethodType.methodType(void.class, Runnable.class));
        } catch (ReflectiveOperationException before21) {
            return null;
        }
    }
}
