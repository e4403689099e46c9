package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.EnvironmentProvider;
import dev.openenv.conformance.ConformanceWorlds;
import dev.openenv.conformance.EchoWorld;
import dev.openenv.json.JsonObject;
import dev.openenv.provider.InProcessProvider;
import java.io.DataInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code WS /harness}, and the recorded traffic about it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HarnessTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final ScriptedHarness.Watched watched = new ScriptedHarness.Watched();

    private static EnvServer production(EnvironmentProvider<?, ?> provider) {
        return EnvServer.serve(provider).port(0).mode(Mode.PRODUCTION).maxSessions(1);
    }

    private RunningServer patient() {
        return production(ScriptedHarness.provider(watched, Duration.ofMinutes(5)))
                .start();
    }

    private static JsonObject message(String content) {
        return JsonObject.of("type", "message", "content", content);
    }

    private static RawSocket talk(RunningServer server) throws Exception {
        var socket = RawSocket.open(server.port(), "/harness");
        assertThat(socket.receive().get("type")).isEqualTo("session_started");
        return socket;
    }

    private static List<String> types(RawSocket socket, int many) throws Exception {
        var types = new ArrayList<String>();
        for (var i = 0; i < many; i++) {
            types.add(socket.receive().string("type").orElseThrow());
        }
        return types;
    }

    private static void play(EnvServer options, String file, Set<String> gentler, int expected) throws Exception {
        var problems = new ArrayList<String>();
        var played = 0;
        try (var server = options.start()) {
            var player = new TranscriptPlayer(server);
            for (var scenario : TranscriptPlayer.scenarios(file)) {
                if (!gentler.contains(scenario.string("name").orElseThrow())) {
                    played++;
                    problems.addAll(player.play(scenario));
                    Eventually.eventually(() -> server.sessions() == 0, SOON);
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(played).isEqualTo(expected);
    }

    @Test
    void recordedTurns() throws Exception {
        var gentler = Set.of("binary frame"); // a protocol error, and the socket stays
        play(production(ScriptedHarness.provider()), "harness_ws", gentler, 6);
    }

    @Test
    void recordedStepsInSimulation() throws Exception {
        var options = EnvServer.serve(ScriptedHarness.provider())
                .port(0)
                .mode(Mode.SIMULATION)
                .maxSessions(1);
        play(options, "harness_simulation", Set.of(), 2);
    }

    @Test
    void worldsThatAreNoHarnessRefuseTheHandshake() throws Exception {
        try (var server = production(ConformanceWorlds.echo()).start()) {
            for (var i = 0; i < 2; i++) {
                try (var socket = RawSocket.open(server.port(), "/harness")) {
                    assertThat(socket.status).isEqualTo(403);
                }
            }
        }
    }

    @Test
    void framesThatAreNoMessageAreRefusedAndTheSocketStays() throws Exception {
        try (var server = patient();
                var socket = talk(server)) {
            socket.frame(0x80 | RawSocket.BINARY, new byte[] {'{', '}'});
            for (var bad : List.of(
                    "", "{}", "7", "{\"type\":[],\"content\":\"a\"}", "{\"type\":\"message\",\"content\":null}")) {
                socket.send(bad);
            }
            for (var code : List.of(
                    "VALIDATION_ERROR",
                    "INVALID_JSON",
                    "VALIDATION_ERROR",
                    "VALIDATION_ERROR",
                    "VALIDATION_ERROR",
                    "VALIDATION_ERROR")) {
                var error = socket.receive();
                assertThat(error.get("type")).isEqualTo("protocol_error");
                assertThat(error.object("data").orElseThrow().get("code")).isEqualTo(code);
            }
            socket.send(message("still here"));
            assertThat(types(socket, 3)).containsExactly("llm_request", "text_output", "turn_complete");
        }
    }

    @Test
    void messagesThatComeDuringATurnHaveTheirTurnsAfterIt() throws Exception {
        try (var server = patient();
                var socket = RawSocket.open(server.port(), "/harness")) {
            socket.send(message("one"));
            socket.send(message("two"));
            assertThat(types(socket, 7))
                    .containsExactly(
                            "session_started",
                            "llm_request",
                            "text_output",
                            "turn_complete",
                            "llm_request",
                            "text_output",
                            "turn_complete");
        }
    }

    @Test
    void aTurnWhoseClientLeavesIsInterruptedAndItsSlotIsFree() throws Exception {
        try (var server = patient()) {
            var socket = talk(server);
            socket.send(message("sleep"));
            assertThat(watched.asleep.await(20, TimeUnit.SECONDS)).isTrue();
            socket.reset();
            Eventually.eventually(() -> watched.interrupted.get() == 1, SOON);
            Eventually.eventually(() -> server.sessions() == 0, SOON);
            talk(server).close();
        }
    }

    @Test
    void aCrashedTurnTellsNoSecretAndTheNextClientIsWelcome() throws Exception {
        try (var server = patient()) {
            try (var socket = talk(server)) {
                socket.send(message("crash"));
                assertThat(types(socket, 1)).containsExactly("llm_request");
                assertThat(socket.next().text()).contains("harness turn failed").doesNotContain("secret");
                assertThat(socket.closeCode()).isEqualTo(1000);
            }
            Eventually.eventually(() -> server.sessions() == 0, SOON);
            talk(server).close();
        }
    }

    @Test
    void aTurnOverItsLimitIsInterruptedAndItsWorldClosed() throws Exception {
        var provider = ScriptedHarness.provider(watched, Duration.ofMillis(300));
        try (var server = production(provider).start();
                var socket = talk(server)) {
            var stops = watched.stops.get();
            socket.send(message("sleep"));
            assertThat(types(socket, 2)).containsExactly("llm_request", "error");
            assertThat(socket.closeCode()).isEqualTo(1000);
            Eventually.eventually(() -> watched.interrupted.get() == 1 && watched.stops.get() > stops, SOON);
            Eventually.eventually(() -> server.sessions() == 0, SOON);
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsTheTurnUp() throws Exception {
        var provider = ScriptedHarness.provider(watched, Duration.ofSeconds(2));
        try (var server = production(provider).start();
                var deaf = new Socket("127.0.0.1", server.port())) {
            deaf.setReceiveBufferSize(1 << 16);
            var out = deaf.getOutputStream();
            out.write(("GET /harness HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new DataInputStream(deaf.getInputStream()).readNBytes(12))
                    .hasSize(12);
            var flood = "{\"type\":\"message\",\"content\":\"flood\"}".getBytes(StandardCharsets.US_ASCII);
            out.write(0x81);
            out.write(0x80 | flood.length);
            out.write(new byte[4]); // a mask of zeros leaves the bytes as they are
            out.write(flood);
            Eventually.eventually(() -> watched.cancelled.get() == 1, SOON);
            assertThat(watched.emitted.get()).as("events of 1 MiB, of 1000").isBetween(1, 100);
            Eventually.eventually(() -> server.sessions() == 0, SOON);
        }
    }

    @Test
    void idlenessDoesNotEndASession() throws Exception {
        var limits = production(ScriptedHarness.provider(watched, Duration.ofMinutes(5)))
                .maxSessions(2)
                .idleLimit(Duration.ofMillis(50));
        try (var server = limits.start();
                var harness = talk(server);
                var plain = RawSocket.open(server.port(), "/ws")) {
            assertThat(plain.receive().get("type")).isEqualTo("error"); // the reaper came round
            harness.send(message("still here"));
            assertThat(types(harness, 3)).containsExactly("llm_request", "text_output", "turn_complete");
        }
    }

    @Test
    void aFactoryThatFailsIsAnErrorWithoutItsName() throws Exception {
        var fails = new AtomicBoolean();
        var provider = InProcessProvider.of(EchoWorld.class, () -> {
            fails.set(true);
            throw new IllegalStateException("no world today");
        });
        try (var server = production(provider).start();
                var socket = RawSocket.open(server.port(), "/harness")) {
            var data = socket.receive().object("data").orElseThrow();
            assertThat(data.get("code")).isEqualTo("FACTORY_ERROR");
            assertThat(data.names()).containsExactly("message", "code");
            assertThat(socket.closeCode()).isEqualTo(1000);
            assertThat(fails).isTrue();
        }
    }
}
