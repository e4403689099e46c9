package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.CapacityException;
import dev.openenv.Environment;
import dev.openenv.InvalidActionException;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.codec.JsonText;
import dev.openenv.codec.JsonText.Lenience;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.remote.ScriptedServer.Peer;
import dev.openenv.remote.ScriptedServer.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
 * What the Python package's server said to the Python clients, said to ours: it sends what they sent and understands what
 * they understood. Beside that ours offers to resume, which that server does not know, asks for the state when it connects,
 * draws a seed and an id for a reset that names none, lets nobody step before the first reset, and says goodbye with the
 * close frame alone.
 */
@Timeout(30)
class RecordedTrafficTest {

    private static final Duration OPEN = Duration.ofSeconds(5);

    private static final String OVER_HTTP =
            "the session is made by POST /mcp; our client calls tools over its own socket";

    /** Scenarios that our client does not play, with the reason. */
    private static final Map<String, String> WITHOUT_COUNTERPART = Map.of(
            "GenericEnvClient: a reply that is late; the client drops the socket and the next call opens another",
            "ours never replaces a world in silence (LostSessionTest)",
            "GenericEnvClient: errors become RuntimeError, the socket is kept",
            "an error in a step ends the episode for ours; each error is read below",
            "MCPToolClient: a reply that is late; attaching again while the step runs is refused, after it works",
            OVER_HTTP,
            "MCPToolClient (always production): one session for socket and tools",
            OVER_HTTP,
            "MCPToolClient against a server in production mode",
            OVER_HTTP,
            "MCPToolClient.sync()",
            OVER_HTTP,
            "MCPToolClient: server is full",
            OVER_HTTP);

    private static final String STATE = "{\"type\":\"state\",\"data\":{\"episode_id\":\"fresh\",\"step_count\":0}}";

    private static final String SERVER_CLOSES =
            "GenericEnvClient: the server closes the socket; the next call opens another and gets a new world, silently";

    private final Map<String, Environment<JsonAction, JsonObservation>> open = new HashMap<>();

    private static List<JsonObject> scenarios() throws IOException {
        try (var in = RecordedTrafficTest.class.getResourceAsStream("client_traffic.json")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var all = (JsonObject) JsonText.parseLenient(text, Lenience.LOSSY);
            return all.list("scenarios").orElseThrow().stream()
                    .map(JsonObject.class::cast)
                    .toList();
        }
    }

    private static String name(JsonObject scenario) {
        return scenario.string("name").orElseThrow();
    }

    static Stream<String> played() throws IOException {
        return scenarios().stream()
                .map(RecordedTrafficTest::name)
                .filter(name -> !WITHOUT_COUNTERPART.containsKey(name) && !name.equals(SERVER_CLOSES));
    }

    @Test
    void whatIsNotPlayedIsThereAndNamed() throws Exception {
        var names = scenarios().stream().map(RecordedTrafficTest::name).toList();
        assertThat(names).containsAll(WITHOUT_COUNTERPART.keySet()).contains(SERVER_CLOSES);
        for (var scenario : scenarios()) {
            if (OVER_HTTP.equals(WITHOUT_COUNTERPART.get(name(scenario)))) {
                assertThat(events(scenario)).anyMatch(event -> event.has("request"));
            }
        }
    }

    private static JsonObject scenario(String name) throws IOException {
        return scenarios().stream()
                .filter(one -> name(one).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonObject> events(JsonObject scenario) {
        return scenario.list("events").orElseThrow().stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static Map<String, List<JsonObject>> connections(JsonObject scenario) {
        var connections = new LinkedHashMap<String, List<JsonObject>>();
        for (var event : events(scenario)) {
            connections
                    .computeIfAbsent(event.string("conn").orElseThrow(), any -> new ArrayList<>())
                    .add(event);
        }
        return connections;
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
        var scenario = scenario(name);
        var connections = connections(scenario);
        var scripts =
                connections.values().stream().map(RecordedTrafficTest::script).toArray(Script[]::new);
        var replies = new HashMap<String, ConcurrentLinkedQueue<JsonObject>>();
        connections.forEach((socket, events) -> {
            var received = new ConcurrentLinkedQueue<JsonObject>();
            events.forEach(event -> event.object("recv").ifPresent(received::add));
            replies.put(socket, received);
        });
        try (var server = new ScriptedServer(scripts)) {
            for (var event : events(scenario)) {
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
            case "reset" -> assertResult(environment.reset(options(data)), replies.remove());
            case "state" -> {
                var state = environment.state();
                var reply = replies.remove().object("data").orElseThrow();
                assertThat(state.episodeId()).isEqualTo(reply.string("episode_id"));
                assertThat(state.stepCount())
                        .isEqualTo(reply.integer("step_count").orElseThrow());
                assertThat(state.values()).isEqualTo(reply.without("episode_id").without("step_count"));
            }
            case "step" -> assertResult(environment.step(new JsonAction(data)), replies.remove());
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

    private static void assertResult(StepResult<JsonObservation> result, JsonObject reply) {
        var data = reply.object("data").orElseThrow();
        var observation = data.object("observation").orElseThrow();
        assertThat(result.observation().json()).isEqualTo(observation.without("metadata"));
        assertThat(result.metadata()).isEqualTo(observation.object("metadata").orElseThrow());
        assertThat(result.reward()).isEqualTo(data.number("reward"));
        assertThat(result.done()).isEqualTo(data.bool("done").orElseThrow());
    }

    static Stream<JsonObject> errors() throws IOException {
        return scenarios().stream()
                .flatMap(scenario -> events(scenario).stream())
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
        var recorded = connections(scenario(SERVER_CLOSES)).get("socket1").stream()
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
