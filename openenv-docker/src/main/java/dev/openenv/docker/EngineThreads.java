package dev.openenv.docker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The group of threads that talk to the engine for others, and of those that docker-java starts for streams. One of the latter
 * that writes to a container throws when that dies, and nobody in docker-java catches it: it would be printed with its stack,
 * although the reader hears of the end, too.
 */
final class EngineThreads extends ThreadGroup {

    private static final Logger LOG = LoggerFactory.getLogger(EngineThreads.class);
    private static final EngineThreads GROUP = new EngineThreads();

    private EngineThreads() {
        super("openenv-docker");
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        LOG.debug("thread_ended thread={}", thread.getName(), thrown);
    }

    /** Makes a call that no interrupt of the caller breaks off; threads that it starts belong to this group. */
    static <T> T call(Supplier<T> call) {
        var result = new CompletableFuture<T>();
        new Thread(
                        GROUP,
                        () -> {
                            try {
                                result.complete(call.get());
                            } catch (Throwable e) {
                                result.completeExceptionally(e);
                            }
                        },
                        "openenv-docker-call")
                .start();
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
