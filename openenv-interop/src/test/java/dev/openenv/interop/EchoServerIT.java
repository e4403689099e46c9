package dev.openenv.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.Action;
import dev.openenv.CapacityException;
import dev.openenv.DeadlineExceededException;
import dev.openenv.Environment;
import dev.openenv.InvalidActionException;
import dev.openenv.Observation;
import dev.openenv.Policy;
import dev.openenv.ResetOptions;
import dev.openenv.TaskSet;
import dev.openenv.annotation.Param;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.remote.RemoteException;
import dev.openenv.remote.RemoteProvider;
import dev.openenv.rollout.Rollouts;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our client against the echo world of the real Python server, with four places. */
class EchoServerIT {

    private static final Duration OPEN = Duration.ofSeconds(30);

    private static PythonServer server;

    record Say(@Param("Text to echo") String message) implements Action {}

    record Heard(String echoed, int n) implements Observation {}

    @BeforeAll
    static void start() throws Exception {
        server = PythonServer.of("echo");
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static RemoteProvider<Say, Heard> provider() {
        return RemoteProvider.at(server.uri(), Say.class, Heard.class);
    }

    @Test
    void anEpisodeIsPlayed() {
        try (var env = provider().open(OPEN)) {
            var first = env.reset(ResetOptions.defaults()
                    .withSeed(BigInteger.TWO.pow(70))
                    .withEpisodeId("E1")
                    .with("prefix", "p "));
            assertThat(first.observation()).isEqualTo(new Heard("p ready seed=1180591620717411303424", 0));
            assertThat(env.step(new Say("hi")).reward()).hasValue(0.5);
            assertThat(env.step(new Say("int")).reward()).hasValue(1);
            assertThat(env.step(new Say("bool")).reward()).hasValue(1);
            assertThat(env.step(new Say("none")).reward()).isEmpty();
            assertThat(env.step(new Say("nan")).reward()).isEmpty();
            assertThat(env.step(new Say("inf")).reward()).isEmpty();
            assertThat(env.step(new Say("meta")).metadata().string("k")).contains("v");
            assertThat(env.step(new Say("done")).terminated()).isTrue();
            var state = env.state();
            assertThat(state.episodeId()).contains("E1");
            assertThat(state.stepCount()).isEqualTo(8);
            assertThat(state.values().string("last")).contains("done");
        }
    }

    @Test
    void refusalsLeaveTheWorldAsItWas() {
        try (var env = provider().open(OPEN)) {
            env.reset();
            env.step(new Say("a"));
            assertThat(catchThrowableOfType(InvalidActionException.class, () -> env.step(new Say("")))
                            .field())
                    .contains("/message");
            assertThat(catchThrowableOfType(InvalidActionException.class, () -> env.step(new Say("boom"))))
                    .hasMessage("boom from step");
            assertThat(env.step(new Say("b")).observation().n()).isEqualTo(2);
        }
    }

    @Test
    void largeMessagesPassBothWays() {
        try (var env = provider().open(OPEN)) {
            env.reset();
            assertThat(env.step(new Say("big:20000000")).observation().echoed()).hasSize(20_000_000);
            var action = "x".repeat(15 << 20);
            assertThat(env.step(new Say(action)).observation().echoed()).isEqualTo(action);
        }
    }

    @Test
    void aMessageAboveTheServersLimitIsSaidToBeTooLarge() {
        try (var env = provider().withMaxSend(Integer.MAX_VALUE).open(OPEN)) {
            env.reset();
            var thrown = catchThrowableOfType(RemoteException.class, () -> env.step(new Say("x".repeat(17 << 20))));
            assertThat(thrown.code()).isIn("message_too_large", "connection_lost");
        }
    }

    @Test
    void aTimeoutEndsTheEnvironment() {
        try (var env = provider().withReplyLimit(Duration.ofMillis(500)).open(OPEN)) {
            env.reset();
            assertThat(catchThrowableOfType(DeadlineExceededException.class, () -> env.step(new Say("sleep:1"))))
                    .isNotNull();
            assertThat(catchThrowableOfType(RemoteException.class, env::reset).code())
                    .isEqualTo("session_lost");
        }
    }

    @Test
    void theFifthSessionWaitsForAPlace() {
        var open = new ArrayList<Environment<Say, Heard>>();
        try {
            for (var i = 0; i < 4; i++) {
                open.add(provider().open(OPEN));
            }
            assertThat(catchThrowableOfType(
                            CapacityException.class, () -> provider().open(Duration.ofMillis(200))))
                    .hasMessageContaining("4/4");
            open.remove(0).close();
            open.add(provider().open(OPEN));
        } finally {
            open.forEach(Environment::close);
        }
    }

    @Test
    void theServerTellsWhatItIs() {
        var provider = RemoteProvider.at(server.uri()).withName("echo");
        assertThat(provider.health()).isTrue();
        assertThat(provider.metadata().string("name")).isPresent();
        assertThat(provider.schema().has("state")).isTrue();
        assertThat(provider.spec().actionSchema().list("required")).contains(List.of("message"));
        assertThat(provider.spec()
                        .observationSchema()
                        .object("properties")
                        .orElseThrow()
                        .names())
                .containsExactlyInAnyOrder("echoed", "n");
        try (var env = provider.open(OPEN)) {
            env.reset();
            var heard = env.step(new JsonAction(JsonObject.of("message", "hi"))).observation();
            assertThat(heard.json()).isEqualTo(JsonObject.of("echoed", "hi", "n", 1));
        }
    }

    @Test
    void rolloutsRunInParallel() {
        Policy<Say, Heard> policy = heard -> new Say(heard.n() < 3 ? "on" : "done");
        var run = Rollouts.of(provider().withName("echo"))
                .policy(() -> policy)
                .tasks(TaskSet.seeds("echo", 0, 12))
                .parallel(4)
                .run();
        assertThat(run.trajectories()).hasSize(12).allMatch(episode -> episode.totalReward() == 2);
    }
}
