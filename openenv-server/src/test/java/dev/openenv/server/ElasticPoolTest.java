package dev.openenv.server;

import static dev.openenv.server.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.conformance.ConformanceWorlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads for worlds on JVMs without virtual ones. */
@Timeout(60)
class ElasticPoolTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private ElasticPool pool = new ElasticPool(4, 512, 10_000, timer);

    @AfterEach
    void stop() throws Exception {
        pool.shutdownNow();
        timer.shutdownNow();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shortTasksNeedFewThreads() throws Exception {
        var done = new CountDownLatch(20_000);
        for (var i = 0; i < 20_000; i++) {
            while (pool.getQueue().size() > 5_000) {
                Thread.onSpinWait();
            }
            pool.execute(done::countDown);
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.getLargestPoolSize()).isLessThanOrEqualTo(64);
    }

    @Test
    void tasksThatWaitForEachOtherAllRunAtOnceUpToTheLimit() throws Exception {
        var all = new CountDownLatch(512);
        for (var i = 0; i < 600; i++) {
            pool.execute(() -> {
                all.countDown();
                try {
                    all.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        eventually(() -> pool.getCompletedTaskCount() == 600, Duration.ofSeconds(20));
        assertThat(pool.getLargestPoolSize()).isEqualTo(512);
    }

    @Test
    void moreThanMayWaitIsRefused() throws Exception {
        pool.shutdownNow();
        pool = new ElasticPool(1, 1, 2, timer);
        var end = new CountDownLatch(1);
        for (var i = 0; i < 3; i++) {
            pool.execute(() -> {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertThatThrownBy(() -> pool.execute(end::countDown)).isInstanceOf(RejectedExecutionException.class);
        end.countDown();
    }

    @Test
    void aThousandSessionsStepAtOnceOnFewThreads() throws Exception {
        var before = Thread.activeCount();
        try (var server = EnvServer.serve(ConformanceWorlds.echo())
                .port(0)
                .maxSessions(1_000)
                .start()) {
            var sockets = new ArrayList<QuietSocket>();
            for (var i = 0; i < 1_000; i++) {
                sockets.add(QuietSocket.open(server.port(), "/ws"));
            }
            for (var round = 1; round <= 3; round++) {
                for (var socket : sockets) {
                    socket.send("{\"type\":\"step\",\"data\":{\"message\":\"hi\"}}");
                }
                for (var socket : sockets) {
                    assertThat(socket.receive()).contains("\"n\":" + round);
                }
            }
            assertThat(server.sessions()).isEqualTo(1_000);
            assertThat(Thread.activeCount() - before).isLessThanOrEqualTo(200);
            for (var socket : sockets) {
                socket.close();
            }
            eventually(() -> server.sessions() == 0, Duration.ofSeconds(10));
        }
    }
}
