package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObservation;
import dev.openenv.wrap.AbandonedThreads;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads for worlds that take no more tasks just now. */
@Timeout(60)
class BusyThreadsTest {

    @Test
    void aSessionWaitsForThreadsThatAreFullAndDoesNotEnd() throws Exception {
        var threads = WorkThreads.pool(1);
        var timer = Executors.newSingleThreadScheduledExecutor();
        var abandoned = new AbandonedThreads(1);
        var go = new CountDownLatch(1);
        try {
            var started = new CountDownLatch(1);
            threads.execute(() -> {
                started.countDown();
                await(go);
            });
            started.await();
            threads.execute(() -> await(go)); // fills the queue
            var slot = new SessionSlots(1, CarefulListener.NONE).take();
            var place =
                    new Workplace(threads, timer, abandoned, System::nanoTime, new Budget(Long.MAX_VALUE, () -> {}));
            var over = new CompletableFuture<Void>();
            var queue = new WorldQueue<JsonAction, JsonObservation>(
                    "s", Objects.requireNonNull(slot), place, false, () -> over.complete(null));
            var made = new CompletableFuture<String>();
            var served = new Served<>(
                    new SteppingWorld().provider(), Mode.SIMULATION, null, abandoned, CarefulListener.NONE);

            queue.open(served, failure -> made.complete(String.valueOf(failure)));
            assertThat(over).isNotDone();
            go.countDown();

            assertThat(made.get(20, TimeUnit.SECONDS)).isEqualTo("null");
        } finally {
            go.countDown();
            threads.shutdownNow();
            timer.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
