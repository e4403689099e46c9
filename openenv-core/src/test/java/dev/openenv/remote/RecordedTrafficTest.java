package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.CapacityException;
import dev.openenv.Environment;
import dev.openenv.InvalidActionException;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.remote.ScriptedServer.Peer;
import dev.openenv.remote.ScriptedServer.Script;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the Python package's server said to the Python clients, said to ours as a provider opens it. Beside the differences
 * that {@link RecordedPlay} names, it draws a seed and an id for a reset that names none, so that the episode can be played
 * again, and lets nobody step before the first reset.
 */
@Timeout(30)
class RecordedTrafficTest {

    private static final Duration OPEN = Duration.ofSeconds(5);

    private static final String STATE = "{\"type\":\"state\",\"data\":{\"episode_id\":\"fresh\",\"step_count\":0}}";

    private static final String TRAFFIC = RecordedOutcomesTest.TRAFFIC;

    private static final String SERVER_CLOSES =
            "GenericEnvClient: the server closes the socket; the next call opens another and gets a new world, silently";

    private final Map<String, Environment<JsonAction, JsonObservation>> open = new HashMap<>();

    /** What goes over sockets alone, in steps that none refuses; {@link RecordedOutcomesTest} has the rest. */
    static Stream<String> played() {
        return Recording.scenarios(TRAFFIC).stream()
                .filter(scenario ->
                        Recording.events(scenario).stream().noneMatch(event -> event.has("request") || invalid(event)))
                .map(Recording::name)
                .filter(name -> !RecordedOutcomesTest.WITHOUT_COUNTERPART.containsKey(name));
    }

    private static boolean invalid(JsonObject event) {
        return event.object("recv")
                .flatMap(frame -> frame.object("data"))
                .filter(data -> data.has("errors"))
                .isPresent();
    }

    @Test
    void aProviderPlaysScenariosOfBothClients() {
        assertThat(played())
                .hasSize(5)
                .anyMatch(name -> name.startsWith("GenericEnvClient"))
                .anyMatch(name -> name.startsWith("MCPToolClient"));
    }

    private static boolean beginsWithAStep(List<JsonObject> events) {
        return events.get(1)
                .object("send")
                .flatMap(send -> send.string("type"))
                .filter("step"::equals)
                .isPresent();
    }

    private static JsonObject withoutDraws(JsonObject sent, JsonObject recorded) {
        if (!recorded.string("type").equals(Optional.of("reset"))) {
            return sent;
        }
        var data = sent.object("data").orElseThrow();
        for (var drawn : List.of("seed", "episode_id")) {
            if (!recorded.object("data").orElseThrow().has(drawn)) {
                assertThat(data.has(drawn)).isTrue();
                data = data.without(drawn);
            }
        }
        return sent.with("data", data);
    }

    /** The server's side of one connection. */
    private static Script script(List<JsonObject> events) {
        return peer -> {
            peer.upgrade();
            assertThat(peer.read()).isEqualTo("{\"type\":\"state\"}");
            if (events.get(1).has("send")) {
                peer.send(STATE);
            }
            if (beginsWithAStep(events)) {
                assertThat(peer.read()).startsWith("{\"type\":\"reset\"");
                peer.result("{\"observation\":{},\"reward\":null,\"done\":false}");
            }
            for (var event : events) {
                if (event.has("send")) {
                    var recorded = event.object("send").orElseThrow();
                    var sent = peer.read();
                    if (recorded.equals(JsonObject.of("type", "close"))) {
                        assertThat(peer.lastOpcode).isEqualTo(Peer.CLOSE);
                    } else {
                        assertThat(withoutDraws(JsonText.parse(sent), recorded)).isEqualTo(recorded);
                    }
                } else if (event.has("recv")) {
                    peer.send(JsonText.write(event.object("recv").orElseThrow()));
                } else if (event.has("close")) {
                    peer.hangUp(1000, "");
                }
            }
        };
    }

    @ParameterizedTest
    @MethodSource("played")
    void ourClientSendsAndUnderstandsTheSame(String name) throws Exception {
        var scenario = Recording.scenario(TRAFFIC, name);
        var connections = Recording.sockets(scenario);
        var scripts =
                connections.values().stream().map(RecordedTrafficTest::script).toArray(Script[]::new);
        var replies = new HashMap<String, ConcurrentLinkedQueue<JsonObject>>();
        connections.forEach((socket, events) -> {
            var received = new ConcurrentLinkedQueue<JsonObject>();
            events.forEach(event -> event.object("recv").ifPresent(received::add));
            replies.put(socket, received);
        });
        try (var server = new ScriptedServer(scripts)) {
            for (var event : Recording.events(scenario)) {
                var socket = event.string("conn").orElseThrow();
                if (event.has("open")) {
                    open(server, socket, connections.get(socket).get(1).object("recv"));
                    begin(socket, connections.get(socket));
                } else if (event.has("send")) {
                    call(open.get(socket), event.object("send").orElseThrow(), replies.get(socket));
                }
            }
        } finally {
            open.values().forEach(Environment::close);
        }
    }

    private void open(ScriptedServer server, String socket, Optional<JsonObject> refusal) {
        var provider = RemoteProvider.at(server.uri());
        if (refusal.isPresent()) {
            var thrown = catchThrowableOfType(CapacityException.class, () -> provider.open(Duration.ZERO));
            assertThat(thrown).hasMessageContaining(message(refusal.get()));
        } else {
            open.put(socket, provider.open(OPEN));
        }
    }

    private void begin(String socket, List<JsonObject> events) {
        if (beginsWithAStep(events)) {
            open.get(socket).reset();
        }
    }

    private static void call(
            Environment<JsonAction, JsonObservation> environment,
            JsonObject request,
            ConcurrentLinkedQueue<JsonObject> replies) {
        var data = request.object("data").orElse(JsonObject.empty());
        switch (request.string("type").orElseThrow()) {
            case "reset" ->
                RecordedReading.assertResult(
                        environment.reset(options(data)),
                        replies.remove().object("data").orElseThrow());
            case "state" ->
                RecordedReading.assertState(
                        environment.state(), replies.remove().object("data").orElseThrow());
            case "step" ->
                RecordedReading.assertResult(
                        environment.step(new JsonAction(data)),
                        replies.remove().object("data").orElseThrow());
            default -> environment.close();
        }
    }

    private static ResetOptions options(JsonObject data) {
        var options = ResetOptions.defaults().withValues(data.without("seed").without("episode_id"));
        if (data.has("seed")) {
            options = options.withSeed(data.integer("seed").orElseThrow());
        }
        return data.string("episode_id").map(options::withEpisodeId).orElse(options);
    }

    private static String message(JsonObject error) {
        return error.object("data").flatMap(data -> data.string("message")).orElseThrow();
    }

    static Stream<JsonObject> errors() {
        return Recording.scenarios(TRAFFIC).stream()
                .flatMap(scenario -> Recording.events(scenario).stream())
                .flatMap(event -> event.object("recv").stream())
                .filter(reply -> reply.string("type").equals(Optional.of("error")));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void everyErrorOfAStepIsRead(JsonObject error) throws Exception {
        try (var server = new ScriptedServer(peer -> {
                    peer.started().read();
                    peer.send(JsonText.write(error));
                });
                var environment = RemoteProvider.at(server.uri()).open(OPEN)) {
            environment.reset();
            var thrown = catchThrowable(() -> environment.step(new JsonAction(JsonObject.of("message", "x"))));
            var items = error.object("data").flatMap(data -> data.list("errors"));
            if (items.isEmpty()) {
                assertThat(thrown).isInstanceOf(OpenEnvException.class).hasMessageContaining(message(error));
            } else {
                assertThat(thrown).isInstanceOf(InvalidActionException.class);
                for (var item : items.get()) {
                    var place = ((JsonObject) item).list("loc").orElseThrow();
                    assertThat(thrown).hasMessageContaining("/" + place.get(0) + ": ");
                }
            }
        }
    }

    @Test
    void aSocketThatTheServerClosedIsReportedAndNotReplaced() throws Exception {
        var recorded = Recording.sockets(Recording.scenario(TRAFFIC, SERVER_CLOSES)).get("socket1").stream()
                .filter(event -> !event.string("send").isPresent())
                .toList();
        try (var server = new ScriptedServer(peer -> {
                    peer.upgrade().read();
                    peer.send(STATE);
                    for (var event : recorded) {
                        if (event.has("send")) {
                            peer.read();
                        } else if (event.has("recv")) {
                            peer.send(JsonText.write(event.object("recv").orElseThrow()));
                        } else if (event.has("close")) {
                            peer.hangUp(1000, "");
                        }
                    }
                });
                var environment = RemoteProvider.at(server.uri()).open(OPEN)) {
            environment.reset();
            var failed = catchThrowable(() -> environment.step(new JsonAction(JsonObject.of("message", "x"))));
            assertThat(failed).isInstanceOf(OpenEnvException.class).hasMessageContaining("surrogates not allowed");
            var lost = catchThrowableOfType(RemoteException.class, environment::state);
            assertThat(lost.code()).isEqualTo("session_lost");
        }
    }
}
