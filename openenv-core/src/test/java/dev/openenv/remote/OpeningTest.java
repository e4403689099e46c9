package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.CapacityException;
import dev.openenv.EnvironmentFailedException;
import dev.openenv.Policy;
import dev.openenv.Retry;
import dev.openenv.TaskSet;
import dev.openenv.json.JsonObject;
import dev.openenv.remote.EchoTypes.Heard;
import dev.openenv.remote.EchoTypes.Say;
import dev.openenv.rollout.Rollouts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OpeningTest {

    private static final Duration OPEN = Duration.ofSeconds(5);
    private static final ScriptedServer.Script FULL = peer -> {
        peer.upgrade()
                .error("{\"message\":\"Server at capacity: 4/4 sessions active. Cannot accept new connections.\","
                        + "\"code\":\"CAPACITY_REACHED\",\"active_sessions\":4,\"max_sessions\":4}");
        peer.hangUp(1000, "");
    };

    @Test
    void aFullServerIsAskedAgainUntilThereIsAPlace() throws Exception {
        try (var server = new ScriptedServer(FULL, FULL, peer -> peer.started().read());
                var environment = EchoTypes.at(server.uri()).open(OPEN)) {
            assertThat(environment.reset().observation()).isEqualTo(new Heard("ready", 0));
            assertThat(server.heads).hasSize(3);
        }
    }

    @Test
    void aServerThatStaysFullIsACapacityExceptionWithItsCounts() throws Exception {
        try (var server = new ScriptedServer(FULL, FULL, FULL, FULL, FULL, FULL, FULL, FULL)) {
            var thrown = catchThrowableOfType(
                    CapacityException.class, () -> EchoTypes.at(server.uri()).open(Duration.ofMillis(200)));
            assertThat(thrown).hasMessageContaining("4/4 sessions active");
            assertThat(server.heads).hasSizeBetween(2, 7);
        }
    }

    @Test
    void aFactoryThatFailsIsAFailureOfTheEnvironment() throws Exception {
        try (var server = new ScriptedServer(peer -> peer.upgrade()
                .error("{\"message\":\"Environment factory 'Echo' failed to create instance.\","
                        + "\"code\":\"FACTORY_ERROR\",\"factory_name\":\"Echo\"}")
                .hangUp(1000, ""))) {
            assertThatThrownBy(() -> EchoTypes.at(server.uri()).open(OPEN))
                    .isInstanceOf(EnvironmentFailedException.class)
                    .hasMessageContaining("Echo");
            assertThat(server.heads).hasSize(1);
        }
    }

    @Test
    void aWorldThatCannotTellItsStateYetIsOpened() throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.upgrade().read();
                    peer.error("{\"message\":\"reset first\",\"code\":\"EXECUTION_ERROR\"}")
                            .read();
                    peer.result("{\"observation\":{\"echoed\":\"a\",\"n\":0}}");
                });
                var environment = EchoTypes.at(server.uri()).open(OPEN)) {
            assertThat(environment.reset().observation()).isEqualTo(new Heard("a", 0));
        }
    }

    @Test
    void aServerThatStartsLateIsFound() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var started = new AtomicReference<ScriptedServer>();
        var tried = new CountDownLatch(1);
        var starter = new Thread(() -> {
            try {
                tried.await();
                started.set(new ScriptedServer(port, peer -> peer.started().read()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        starter.start();
        var provider = EchoTypes.at(URI.create("http://127.0.0.1:" + port));
        assertThat(catchThrowableOfType(RemoteException.class, () -> provider.open(Duration.ZERO))
                        .code())
                .isEqualTo("connect_failed");
        tried.countDown();
        try (var environment = provider.open(OPEN)) {
            environment.reset();
        } finally {
            starter.join();
            started.get().close();
        }
    }

    @Test
    void nobodyThereIsSaidAfterTheLimit() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var thrown =
                catchThrowableOfType(RemoteException.class, () -> EchoTypes.at(URI.create("http://127.0.0.1:" + port))
                        .open(Duration.ofMillis(100)));
        assertThat(thrown.code()).isEqualTo("connect_failed");
        assertThat(thrown.retry()).isEqualTo(Retry.SAME_CALL);
        assertThat(thrown.uri()).isEqualTo(URI.create("ws://127.0.0.1:" + port + "/ws"));
    }

    @Test
    void aRefusedHandshakeIsNotTriedAgain() throws Exception {
        try (var server = new ScriptedServer(peer -> peer.http(403, ""))) {
            var thrown = catchThrowableOfType(
                    RemoteException.class, () -> EchoTypes.at(server.uri()).open(OPEN));
            assertThat(thrown.code()).isEqualTo("handshake_refused");
            assertThat(thrown).hasMessageContaining("403");
            assertThat(server.heads).hasSize(1);
        }
    }

    @Test
    void aGatewayWhoseServerStartsIsAskedAgain() throws Exception {
        try (var server = new ScriptedServer(
                        peer -> peer.http(503, "starting"),
                        peer -> peer.hangUp(1012, ""),
                        peer -> {
                            peer.upgrade().hangUp(1012, "service restart");
                        },
                        peer -> peer.started().read());
                var environment = EchoTypes.at(server.uri()).open(OPEN)) {
            environment.reset();
            assertThat(server.heads).hasSize(4);
        }
    }

    @Test
    void aWorldThatIsNotMadeInTimeIsReported() throws Exception {
        try (var server = new ScriptedServer(peer -> {
            peer.upgrade().read();
            peer.read();
        })) {
            var thrown = catchThrowableOfType(
                    RemoteException.class, () -> EchoTypes.at(server.uri()).open(Duration.ofMillis(100)));
            assertThat(thrown.code()).isEqualTo("open_timeout");
        }
    }

    @Test
    void headersAndPathGoWithTheHandshake() throws Exception {
        try (var server = new ScriptedServer(peer -> peer.ready().read())) {
            var provider = EchoTypes.at(URI.create(server.uri() + "/games/echo/"))
                    .withBearerToken("s3cret")
                    .withHeader("X-Team", "a")
                    .withHeader("x-team", "b");
            provider.open(OPEN).close();
            assertThat(server.heads.get(0))
                    .startsWith("GET /games/echo/ws HTTP/1.1")
                    .contains("Authorization: Bearer s3cret")
                    .contains("x-team: b")
                    .doesNotContain("X-Team: a");
            assertThat(provider.toString()).doesNotContain("s3cret");
        }
    }

    @Test
    void addressesThatAreNoneAreRefused() {
        for (var wrong : List.of("ftp://a/", "a:80", "http:///x", "http://u:p@a/", "http://a/?q=1", "http://a/#f")) {
            assertThatThrownBy(() -> RemoteProvider.at(URI.create(wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("u:p");
        }
        assertThat(Address.of(URI.create("wss://a.example/x//")).socket())
                .isEqualTo(URI.create("wss://a.example/x/ws"));
        assertThat(Address.of(URI.create("http://[::1]:80")).loopback()).isTrue();
        assertThat(Address.of(URI.create("http://127.0.0.1.example")).loopback())
                .isFalse();
    }

    @Test
    void theServerDescribesItself() throws Exception {
        var schema =
                "{\"action\":{\"type\":\"object\",\"required\":[\"message\"]},\"observation\":{\"type\":\"object\","
                        + "\"properties\":{\"done\":{},\"reward\":{},\"metadata\":{},\"n\":{}},\"required\":[\"n\",\"done\"]}}";
        try (var server = new ScriptedServer(
                peer -> peer.http(500, "Internal Server Error"),
                peer -> peer.http(200, schema),
                peer -> peer.http(200, "{\"name\":\"echo_env\"}"),
                peer -> peer.http(200, "{\"status\":\"healthy\"}"))) {
            var provider = RemoteProvider.at(server.uri());
            assertThat(catchThrowableOfType(RemoteException.class, provider::spec))
                    .hasMessageContaining("500")
                    .hasMessageContaining("/schema");
            var spec = provider.spec();
            assertThat(provider.spec()).isSameAs(spec);
            assertThat(spec.name()).isEqualTo("127.0.0.1:" + server.port());
            assertThat(provider.actionCodec().schema().list("required")).contains(List.of("message"));
            assertThat(spec.observationSchema()
                            .object("properties")
                            .orElseThrow()
                            .names())
                    .containsExactly("n");
            assertThat(spec.observationSchema().list("required")).contains(List.of("n"));
            assertThat(provider.metadata()).isEqualTo(JsonObject.of("name", "echo_env"));
            assertThat(provider.health()).isTrue();
            assertThat(provider.health()).isFalse(); // the connection ends without an answer
        }
    }

    @Test
    void rolloutsRunOnIt() throws Exception {
        ScriptedServer.Script game = peer -> {
            peer.started();
            for (var n = 1; n <= 3; n++) {
                peer.read();
                peer.result("{\"observation\":{\"metadata\":{},\"echoed\":\"hi\",\"n\":" + n
                        + "},\"reward\":1,\"done\":" + (n == 3) + "}");
            }
            peer.read();
        };
        try (var server = new ScriptedServer(game, game, game)) {
            Policy<Say, Heard> policy = heard -> new Say("hi");
            var run = Rollouts.of(EchoTypes.at(server.uri()).withName("echo"))
                    .policy(() -> policy)
                    .tasks(TaskSet.seeds("echo", 0, 3))
                    .parallel(2)
                    .run();
            assertThat(run.trajectories()).hasSize(3).allMatch(episode -> episode.totalReward() == 3);
        }
    }
}
