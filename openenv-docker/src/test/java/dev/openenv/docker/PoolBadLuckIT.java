package dev.openenv.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.CapacityException;
import dev.openenv.OpenEnvException;
import dev.openenv.TaskSet;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.rollout.Rollouts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a pool of containers does when things go wrong, and when many want one, against a real engine. */
@Timeout(300)
@Tag("docker-slow")
class PoolBadLuckIT {

    /** The common pool may have one thread only. */
    private static final Executor THREADS = work -> new Thread(work).start();

    private static final Duration LONG = Duration.ofSeconds(120);

    @AfterEach
    void nothingIsLeft() {
        Traces.assertNone();
        Await.until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("openenv-pool-")));
    }

    private static String name(ContainerPool<JsonAction, JsonObservation> pool) {
        try (var env = pool.open(LONG)) {
            env.reset();
            return Probe.container(env).name();
        }
    }

    @Test
    void aContainerThatDiesWhileNobodyUsesItIsReplaced() {
        try (var pool = Probe.provider().pool(PoolOptions.of(1).withCheckInterval(Duration.ofMillis(50)))) {
            var first = name(pool);
            Await.until(() -> pool.counts().ready() == 1);
            DockerEngine.usual().calls().killContainerCmd(first).exec();

            Await.until(() -> pool.counts().discarded() == 1 && pool.counts().ready() == 1);
            assertThat(name(pool)).isNotEqualTo(first);
        }
    }

    @Test
    void aContainerThatSomebodyPausedIsNeverLent() {
        try (var pool = Probe.provider().pool(PoolOptions.of(1).withCheckInterval(Duration.ofHours(1)))) {
            var first = name(pool);
            Await.until(() -> pool.counts().ready() == 1);
            DockerEngine.usual().calls().pauseContainerCmd(first).exec();

            assertThat(name(pool)).isNotEqualTo(first);
            assertThat(pool.counts().lastReason()).isEqualTo("somebody paused it");
        }
    }

    @Test
    void aContainerThatDiesWhilePausedIsNeverLent() {
        try (var pool = Probe.provider().pool(PoolOptions.of(1).paused().withCheckInterval(Duration.ofHours(1)))) {
            var first = name(pool);
            Await.until(() -> pool.counts().ready() == 1);
            DockerEngine.usual().leftovers().remove(first);

            assertThat(name(pool)).isNotEqualTo(first);
        }
    }

    @Test
    void aContainerThatEndsWhileLentIsReplaced() {
        try (var pool = Probe.provider().pool(1)) {
            try (var env = pool.open(LONG)) {
                env.reset();
                var lost = catchThrowableOfType(ContainerException.class, () -> Probe.does(env, "exit 3"));

                assertThat(lost.code()).isEqualTo("container_exited");
            }
            assertThat(name(pool)).isNotEmpty();
        }
    }

    @Test
    void aStepThatIsStillRunningCostsTheContainer() throws Exception {
        try (var pool = Probe.provider().pool(1)) {
            var env = pool.open(LONG);
            env.reset();
            var container = Probe.container(env);
            var first = container.name();
            var step = CompletableFuture.supplyAsync(() -> Probe.does(env, "wait 100"), THREADS);
            Await.until(() -> container.log().contains("waiting"));
            env.close();

            assertThat(name(pool)).isNotEqualTo(first);
            assertThatThrownBy(step::join).isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void twentyOpenersAreServedByFourContainers() throws Exception {
        try (var pool = Probe.provider().pool(4)) {
            var threads = Executors.newFixedThreadPool(20);
            try {
                var names = new ArrayList<Future<String>>();
                for (var i = 0; i < 20; i++) {
                    names.add(threads.submit(() -> name(pool)));
                }
                var seen = new ArrayList<String>();
                for (var name : names) {
                    seen.add(name.get());
                }
                assertThat(seen).hasSize(20);
                assertThat(seen.stream().distinct().count()).isLessThanOrEqualTo(4);
            } finally {
                threads.shutdownNow();
            }
            assertThat(pool.counts().started()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void whoWaitsLongestIsServedFirst() throws Exception {
        try (var pool = Probe.provider().pool(1)) {
            var served = new ConcurrentLinkedQueue<Integer>();
            var held = pool.open(LONG);
            var waiting = new ArrayList<CompletableFuture<Void>>();
            var threads = Executors.newFixedThreadPool(5);
            try {
                for (var i = 0; i < 5; i++) {
                    var number = i;
                    waiting.add(CompletableFuture.runAsync(
                            () -> {
                                try (var env = pool.open(LONG)) {
                                    served.add(number);
                                    env.reset();
                                }
                            },
                            threads));
                    Await.until(() -> pool.counts().waiting() == number + 1);
                }
                held.close();
                CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
                        .join();
            } finally {
                threads.shutdownNow();
            }
            assertThat(served).containsExactly(0, 1, 2, 3, 4);
        }
    }

    @Test
    void aFullPoolIsAtCapacityAfterTheLimit() {
        try (var pool = Probe.provider().pool(1);
                var held = pool.open(LONG)) {
            var full = catchThrowableOfType(CapacityException.class, () -> pool.open(Duration.ofMillis(50)));

            assertThat(full.code()).isEqualTo("at_capacity");
            assertThat(full).hasMessageContaining("none of its 1 containers");
            assertThat(held.reset().done()).isFalse();
        }
    }

    @Test
    void failingStartsAreToldToWhoWaitsAndComeLessOften() {
        var begin = System.nanoTime();
        try (var pool = Probe.failing("exit").pool(2)) {
            for (var i = 0; i < 4; i++) {
                var failed = catchThrowableOfType(ContainerException.class, () -> pool.open(LONG));
                assertThat(failed.code()).isEqualTo("container_exited");
                assertThat(failed.exitCode()).hasValue(3);
            }
            assertThat(pool.counts().alive()).isZero();
            assertThat(pool.counts().lastReason()).startsWith("a start failed");
        }
        // Two starts at once, then one after 250, 500 and 1,000 ms; the second of the first two may count as a failure,
        // too.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(750));
    }

    @Test
    void closingInTheMiddleTellsWhoWaitsAndRemovesEverything() {
        var pool = Probe.provider().pool(2);
        var held = pool.open(LONG);
        held.reset();
        var second = pool.open(LONG);
        var waiting = CompletableFuture.supplyAsync(() -> pool.open(LONG), THREADS);
        Await.until(() -> pool.counts().waiting() == 1);

        pool.close();
        pool.close();

        assertThatThrownBy(waiting::join)
                .hasCauseInstanceOf(OpenEnvException.class)
                .hasMessageContaining("is closed");
        assertThat(Traces.containers()).isEmpty();
        assertThatThrownBy(() -> Probe.does(held, "whoami")).isInstanceOf(ContainerException.class);
        assertThatThrownBy(pool::open).hasMessageContaining("is closed");
        held.close();
        second.close();
    }

    @Test
    void closingWhileContainersStartLeavesNothing() {
        var pool = Probe.failing("slow 30").pool(2);
        Await.until(() -> Traces.containers().size() == 2);

        pool.close();

        assertThat(Traces.containers()).isEmpty();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        try (var pool = Probe.provider().pool(1);
                var held = pool.open(LONG)) {
            var thrown = new CompletableFuture<String>();
            var waiter = new Thread(() -> {
                try {
                    pool.open(LONG).close();
                } catch (OpenEnvException e) {
                    thrown.complete(e.code());
                }
            });
            waiter.start();
            Await.until(() -> pool.counts().waiting() == 1);
            waiter.interrupt();

            assertThat(thrown.join()).isEqualTo("interrupted");
            waiter.join();
            assertThat(pool.counts().waiting()).isZero();
            assertThat(held.reset().done()).isFalse();
        }
    }

    @Test
    void aRolloutOverAPoolIsTheSameCode() {
        try (var pool = Probe.provider().withTasks(TaskSet.seeds("probe", 0, 4)).pool(3)) {
            var run = Rollouts.of(pool)
                    .policy("asking", () -> seen -> new JsonAction(JsonObject.of("do", "whoami")))
                    .tasks(pool.tasks())
                    .attempts(3)
                    .parallel(6)
                    .maxSteps(2)
                    .run();

            assertThat(run.trajectories()).hasSize(12).allMatch(t -> t.steps().size() == 2);
            assertThat(pool.counts().started()).isLessThanOrEqualTo(3);
        }
    }
}
