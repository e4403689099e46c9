package dev.openenv.docker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The group of the threads that docker-java starts for streams. One that writes to a container throws when that dies, and nobody
 * in docker-java catches it: it would be printed with its stack, although the reader hears of the end, too.
 */
final class StreamThreads extends ThreadGroup {

    private static final Logger LOG = LoggerFactory.getLogger(StreamThreads.class);
    private static final StreamThreads GROUP = new StreamThreads();

    private StreamThreads() {
        super("openenv-docker-streams");
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        LOG.debug("stream_ended thread={}", thread.getName(), thrown);
    }

    /** Calls something that starts threads; they and those that they start belong to this group. */
    static <T> T start(Supplier<T> call) {
        var result = new CompletableFuture<T>();
        new Thread(
                        GROUP,
                        () -> {
                            try {
                                result.complete(call.get());
                            } catch (RuntimeException e) {
                                result.completeExceptionally(e);
                            }
                        },
                        "openenv-docker-stream")
                .start();
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
