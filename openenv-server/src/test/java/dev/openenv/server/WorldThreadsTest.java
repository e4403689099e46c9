package dev.openenv.server;

import static dev.openenv.server.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.conformance.ConformanceWorlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorldThreadsTest {

    private final WorldThreads threads = new WorldThreads(1, 40, 100_000);

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void everyTaskRunsOnceHoweverManyGiveThem() throws InterruptedException {
        var runs = new AtomicInteger();
        var givers = new Thread[4];
        for (var i = 0; i < givers.length; i++) {
            givers[i] = new Thread(() -> {
                for (var task = 0; task < 20_000; task++) {
                    threads.execute(runs::incrementAndGet);
                }
            });
            givers[i].start();
        }
        for (var giver : givers) {
            giver.join();
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(runs).hasValue(80_000);
    }

    @Test
    void ofTwoThatComeTogetherNeitherWaitsForTheOther() throws Exception {
        for (var run = 0; run < 500; run++) {
            var pool = new WorldThreads(1, 40, 1_000);
            var settled = new CountDownLatch(1);
            pool.execute(settled::countDown);
            settled.await();
            var together = new CyclicBarrier(2);
            var started = new CountDownLatch(2);
            var end = new CountDownLatch(1);
            var givers = new Thread[2];
            for (var i = 0; i < givers.length; i++) {
                givers[i] = new Thread(() -> {
                    try {
                        together.await();
                    } catch (InterruptedException | BrokenBarrierException e) {
                        throw new IllegalStateException(e);
                    }
                    pool.execute(() -> {
                        started.countDown();
                        try {
                            end.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
                });
                givers[i].start();
            }
            assertThat(started.await(10, TimeUnit.SECONDS)).as("run %d", run).isTrue();
            end.countDown();
            pool.shutdownNow();
        }
    }

    @Test
    void oneAfterTheOtherIsNeverForgotten() throws InterruptedException {
        var done = new Semaphore(0);
        for (var i = 0; i < 20_000; i++) {
            threads.execute(done::release);
            assertThat(done.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void tasksThatWaitForEachOtherGetThreadsUpToTheLimit() throws InterruptedException {
        var meeting = new CyclicBarrier(40);
        var met = new CountDownLatch(40);
        for (var i = 0; i < 40; i++) {
            threads.execute(() -> {
                try {
                    meeting.await();
                    met.countDown();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        assertThat(met.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTaskThatIsBusyForLongHoldsNobodyUp() throws InterruptedException {
        var stop = new CountDownLatch(1);
        var done = new CountDownLatch(100);
        threads.execute(() -> {
            while (stop.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        for (var i = 0; i < 100; i++) {
            threads.execute(done::countDown);
        }
        try {
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            stop.countDown();
        }
    }

    @Test
    void shortTasksOfManyShareFewThreads() throws InterruptedException {
        var names = ConcurrentHashMap.<String>newKeySet();
        var done = new Semaphore(0);
        for (var round = 0; round < 500; round++) {
            for (var i = 0; i < 64; i++) {
                threads.execute(() -> {
                    names.add(Thread.currentThread().getName());
                    done.release();
                });
            }
            assertThat(done.tryAcquire(64, 10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(names).hasSizeLessThan(40);
    }

    @Test
    void aFailureAndAnInterruptEndWithTheirTask() throws InterruptedException {
        var interrupted = new AtomicInteger();
        var done = new CountDownLatch(1);
        threads.execute(() -> {
            throw new AssertionError("expected in the log");
        });
        threads.execute(() -> Thread.currentThread().interrupt());
        threads.execute(() -> {
            if (Thread.currentThread().isInterrupted()) {
                interrupted.incrementAndGet();
            }
            done.countDown();
        });

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted).hasValue(0);
    }

    @Test
    void tooManyWaitingTasksAreRefused() {
        var small = new WorldThreads(1, 1, 2);
        var stop = new CountDownLatch(1);
        try {
            assertThatThrownBy(() -> {
                        for (var i = 0; i < 10; i++) {
                            small.execute(() -> {
                                try {
                                    stop.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
                        }
                    })
                    .isInstanceOf(RejectedExecutionException.class);
        } finally {
            stop.countDown();
            small.shutdownNow();
        }
    }

    @Test
    void endingNowInterruptsWhatRunsAndRefusesWhatComes() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        threads.execute(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        threads.shutdownNow();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
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
