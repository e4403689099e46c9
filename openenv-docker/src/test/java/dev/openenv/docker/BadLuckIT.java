package dev.openenv.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.Effect;
import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.OpenEnvException;
import dev.openenv.Retry;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObservation;
import dev.openenv.remote.RemoteException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one hears when a container or its engine fails, and that nothing is left behind. */
@Timeout(300)
@Tag("docker-slow")
class BadLuckIT {

    private static final Duration SHORT = Duration.ofSeconds(4);

    @AfterEach
    void nothingIsLeft() {
        Traces.assertNone();
    }

    private static ContainerException failureOf(EnvironmentProvider<?, ?> provider, Duration limit) {
        return catchThrowableOfType(ContainerException.class, () -> provider.open(limit));
    }

    @Test
    void withoutAnEngineTheErrorSaysWhereOneWasLookedFor() {
        var nowhere = DockerEngine.at(URI.create("unix:///nowhere/docker.sock"));
        var failure = failureOf(DockerProvider.image("any:1").withEngine(nowhere), SHORT);

        assertThat(failure.code()).isEqualTo("no_engine");
        assertThat(failure).hasMessageContaining("/nowhere/docker.sock").hasMessageContaining("DOCKER_HOST");
        assertThat(failure.effect()).isEqualTo(Effect.NOT_APPLIED);
        assertThat(nowhere.answers()).isFalse();
    }

    @Test
    void aMissingImageIsNotPulled() {
        TestImages.debian();
        var failure = failureOf(DockerProvider.image("openenv-test-nothing:9"), SHORT);

        assertThat(failure.code()).isEqualTo("image_missing");
        assertThat(failure.retry()).isEqualTo(Retry.NEVER);
        assertThat(failure).hasMessageContaining("openenv-test-nothing:9").hasMessageContaining("openenv build");
        assertThat(failure.image()).isEqualTo("openenv-test-nothing:9");
    }

    @Test
    void anImageThatExitsAtOnceFailsAtOnce() {
        var started = System.nanoTime();
        var failure = failureOf(Probe.failing("exit"), Duration.ofMinutes(2));

        assertThat(failure.code()).isEqualTo("container_exited");
        assertThat(failure.exitCode()).hasValue(3);
        assertThat(failure.logTail()).contains("the probe has nothing to do here");
        assertThat(failure).hasMessageContaining("exit code 3").hasMessageContaining("nothing to do here");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void aServerThatIsNeverHealthyIsNamed() {
        var failure = failureOf(Probe.failing("never-healthy"), SHORT);

        assertThat(failure.code()).isEqualTo("not_ready");
        assertThat(failure).hasMessageContaining("HTTP 503").hasMessageContaining("4000 ms");
    }

    @Test
    void aServerOnAnotherPortIsNotReady() {
        assertThat(failureOf(Probe.failing("wrong-port"), SHORT).code()).isEqualTo("not_ready");
        try (var env = Probe.failing("wrong-port").withPort(8001).open()) {
            env.reset();
        }
    }

    @Test
    void aServerThatAnswersHealthAndThenNothingFailsInTime() {
        var probe = Probe.failing("health-only").withConnection(c -> c.withConnectLimit(Duration.ofSeconds(1)));

        assertThatThrownBy(() -> probe.open(SHORT)).isInstanceOf(RemoteException.class);
    }

    @Test
    void whatTheEngineRefusesIsToldInItsWords() {
        var user = failureOf(Probe.provider().withConfinement(c -> c.withUser("nobody-of-that-name")), SHORT);
        assertThat(user.code()).isEqualTo("start_failed");
        assertThat(user).hasMessageContaining("nobody-of-that-name");

        var command = failureOf(Probe.provider().withCommand(List.of("/no/such/program")), SHORT);
        assertThat(command.code()).isEqualTo("start_failed");
        assertThat(command).hasMessageContaining("/no/such/program");

        assertThatThrownBy(() -> Confinement.standard().withMemory(1000)).hasMessageContaining("6291456");
        assertThatThrownBy(() -> Confinement.standard().withCapability("EVERYTHING"))
                .hasMessageContaining("EVERYTHING");
    }

    @Test
    void withoutPythonTheErrorNamesTheOtherNetworks() {
        var sleeping =
                Probe.provider().withCommand(List.of("/bin/sleep", "600")).withVariable("PATH", "/nothing");
        var failure = failureOf(sleeping, Duration.ofSeconds(30));

        assertThat(failure.code()).isEqualTo("relay_unavailable");
        assertThat(failure).hasMessageContaining("withNetwork");
    }

    @Test
    void aFullDiskInsideEndsNothing() {
        try (var env = Probe.provider().open()) {
            env.reset();
            assertThat(Probe.does(env, "write /tmp/full " + (80 << 20))).contains("No space left");
            assertThat(Probe.does(env, "whoami")).isEqualTo("65532:65532");
        }
    }

    @Test
    void tooMuchMemoryIsNamedAsSuch() {
        var probe = Probe.provider().withConfinement(c -> c.withMemory(64L << 20));
        try (var env = probe.open()) {
            env.reset();
            var failure = catchThrowableOfType(ContainerException.class, () -> Probe.does(env, "eat"));

            assertThat(failure.code()).isEqualTo("out_of_memory");
            assertThat(failure).hasMessageContaining("64 MiB").hasMessageContaining("withMemory");
            assertThat(failure.retry()).isEqualTo(Retry.NEW_EPISODE);
        }
        var atOnce = failureOf(
                Probe.failing("eat-at-start").withConfinement(c -> c.withMemory(64L << 20)), Duration.ofSeconds(60));
        assertThat(atOnce.code()).isEqualTo("out_of_memory");
    }

    @Test
    void aForkBombStopsAtItsLimit() {
        var probe = Probe.provider().withConfinement(c -> c.withProcesses(40));
        try (var env = probe.open()) {
            env.reset();
            assertThat(Probe.does(env, "processes 1000")).startsWith("stopped after");
            assertThat(Probe.does(env, "whoami")).isEqualTo("65532:65532");
        }
        try (var env = Probe.failing("fork-bomb")
                .withConfinement(c -> c.withProcesses(60))
                .open()) {
            env.reset();
        }
    }

    private static ContainerException failureDuringAStep(
            Environment<JsonAction, JsonObservation> env, String words, Runnable meanwhile) {
        env.reset();
        Executor threads = work -> new Thread(work).start(); // a pool may have one only
        var step = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(ContainerException.class, () -> Probe.does(env, words)), threads);
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS, threads).execute(meanwhile);
        return step.join();
    }

    @Test
    void aContainerKilledDuringAStepSaysSo() {
        try (var env = Probe.provider().open()) {
            var name = Probe.container(env).name();
            var failure = failureDuringAStep(
                    env,
                    "wait 60",
                    () -> DockerEngine.usual().calls().killContainerCmd(name).exec());

            assertThat(failure.code()).isEqualTo("container_exited");
            assertThat(failure.exitCode()).hasValue(137);
            assertThat(failure).hasMessageContaining("killed");
            assertThat(failure.effect()).isEqualTo(Effect.MAYBE);
        }
    }

    @Test
    void aContainerPausedDuringAStepSaysSo() {
        var probe = Probe.provider().withConnection(c -> c.withReplyLimit(Duration.ofSeconds(3)));
        try (var env = probe.open()) {
            var name = Probe.container(env).name();
            var failure = failureDuringAStep(
                    env,
                    "wait 60",
                    () -> DockerEngine.usual().calls().pauseContainerCmd(name).exec());

            assertThat(failure.code()).isEqualTo("container_paused");
        }
    }

    @Test
    void aContainerRemovedFromOutsideSaysSo() {
        try (var env = Probe.provider().open()) {
            var name = Probe.container(env).name();
            var failure = failureDuringAStep(env, "wait 60", () -> DockerEngine.usual()
                    .calls()
                    .removeContainerCmd(name)
                    .withForce(true)
                    .exec());

            assertThat(failure.code()).isIn("container_gone", "container_exited");
        }
    }

    @Test
    void anExitDuringAStepGivesItsCode() {
        try (var env = Probe.provider().open()) {
            env.reset();
            var failure = catchThrowableOfType(ContainerException.class, () -> Probe.does(env, "exit 7"));

            assertThat(failure.code()).isEqualTo("container_exited");
            assertThat(failure.exitCode()).hasValue(7);
        }
    }

    @Test
    void aProcessThatIgnoresTheSignalToEndIsRemovedAllTheSame() {
        try (var env = Probe.failing("ignore-term").open()) {
            env.reset();
        }
    }

    @Test
    void ofTwentyParallelStartsFiveFailAndFifteenWork() {
        TestImages.probe();
        var threads = Executors.newFixedThreadPool(20);
        try {
            var opened = IntStream.range(0, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> start(i), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();

            assertThat(opened.stream().filter("works"::equals)).hasSize(15);
            assertThat(opened.stream().filter("container_exited"::equals)).hasSize(5);
        } finally {
            threads.shutdown();
        }
    }

    private static String start(int number) {
        var small = Probe.provider().withConfinement(c -> c.withMemory(100L << 20));
        try (var env = (number % 4 == 0 ? small.withVariable("PROBE", "exit") : small).open(Duration.ofSeconds(120))) {
            env.reset();
            return "works";
        } catch (OpenEnvException e) {
            return e.code();
        }
    }

    @Test
    void anInterruptDuringTheStartRemovesTheContainer() throws Exception {
        TestImages.probe();
        var failure = new AtomicReference<Throwable>();
        var wasInterrupted = new AtomicReference<Boolean>();
        var done = new CountDownLatch(1);
        var thread = new Thread(() -> {
            try {
                Probe.failing("never-healthy").open(Duration.ofMinutes(5));
            } catch (Throwable e) {
                failure.set(e);
                wasInterrupted.set(Thread.currentThread().isInterrupted());
            }
            done.countDown();
        });
        thread.start();
        while (Traces.containers().isEmpty()) {
            Thread.onSpinWait();
        }
        thread.interrupt();

        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(failure.get()).isInstanceOf(OpenEnvException.class).hasMessageContaining("interrupted");
        assertThat(wasInterrupted.get()).isTrue();
    }

    @Test
    void threadsEndWithTheirContainer() {
        try (var env = Probe.provider().open()) {
            env.reset();
            assertThat(relayThreads()).isNotEmpty();
        }
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!relayThreads().isEmpty() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(relayThreads()).isEmpty();
    }

    private static List<String> relayThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("openenv-relay"))
                .map(thread -> thread.getKey().getName() + List.of(thread.getValue()))
                .toList();
    }
}
