package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.openenv.CapacityException;
import dev.openenv.Environment;
import dev.openenv.OpenEnvException;
import dev.openenv.ResetOptions;
import dev.openenv.codec.Codecs;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.remote.ScriptedServer.Peer;
import dev.openenv.remote.ScriptedServer.Script;
import dev.openenv.tools.ToolDescriptor;
import dev.openenv.tools.ToolException;
import dev.openenv.tools.Tools;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Plays the server's side of a recorded scenario, frame by frame, to our client, which makes the calls that the recorded
 * messages stand for. The client is the one below the order of calls, which the wire does not know and
 * {@link dev.openenv.wrap.OrderEnforced} adds.
 *
 * <p>What our client does otherwise, and why:
 * <ul>
 * <li>It always asks for {@code /ws} without a query, names its own headers and offers to resume, which that server does
 *     not know.
 * <li>It asks for the state when it connects: the server makes the world and says what hinders it only then.
 * <li>It asks for the state after a step that raised: the code does not tell a forbidden move from a broken world.
 * <li>It says goodbye with the close frame alone, which ends a session that the server does not keep as well.
 * <li>A reset without data is sent with empty data.
 * <li>It calls tools over its own socket, which needs no session id, numbers these calls by itself, and asks for the tools
 *     once before the first.
 * <li>It makes one call at a time.
 * </ul>
 */
final class RecordedPlay {

    private static final Duration OPEN = Duration.ofSeconds(10);

    private final Map<String, Environment<JsonAction, JsonObservation>> open = new HashMap<>();
    private final Map<String, Queue<RecordedTurn>> turns = new HashMap<>();
    private final List<Object> outcome = new ArrayList<>();

    private RecordedPlay() {}

    /** What the caller saw, in the words of the Python client; of a failure the exception. */
    static List<Object> outcome(JsonObject scenario) throws Exception {
        return new RecordedPlay().play(scenario);
    }

    private List<Object> play(JsonObject scenario) throws Exception {
        var sockets = Recording.sockets(scenario);
        var over = new CountDownLatch(sockets.size());
        var complete = new AtomicInteger();
        var scripts = sockets.values().stream()
                .map(events -> counted(script(events), over, complete))
                .toArray(Script[]::new);
        sockets.forEach((socket, events) -> turns.put(socket, new ArrayDeque<>(RecordedTurn.of(events))));
        try (var server = new ScriptedServer(scripts)) {
            for (var event : Recording.events(scenario)) {
                var socket = Recording.socket(event);
                if (event.has("open")) {
                    open(server, socket, sockets.get(socket));
                } else if (RecordedTurn.goodbye(event)
                        || event.object("close")
                                .filter(close -> close.get("by").equals("client"))
                                .isPresent()) {
                    open.get(socket).close();
                } else if (event.names().stream().anyMatch(name -> name.startsWith("send"))) {
                    call(open.get(socket), turns.get(socket).remove());
                }
            }
            open.values().forEach(Environment::close);
            assertThat(over.await(OPEN.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        } finally {
            open.values().forEach(Environment::close);
        }
        assertThat(complete.get()).as("sockets played to their end").isEqualTo(sockets.size());
        return outcome;
    }

    private static Script counted(Script script, CountDownLatch over, AtomicInteger complete) {
        return peer -> {
            try {
                script.play(peer);
                complete.incrementAndGet();
            } finally {
                over.countDown();
            }
        };
    }

    /** The server's side of one socket. */
    private static Script script(List<JsonObject> events) {
        var turns = RecordedTurn.of(events);
        var unasked = turns.isEmpty() ? events.stream().flatMap(event -> event.object("recv").stream()) : null;
        var first = unasked == null ? null : unasked.findFirst().orElse(null);
        return peer -> {
            assertThat(peer.head).startsWith("GET /ws HTTP");
            if (events.get(0).has("refused")) {
                peer.http((int) events.get(0).integer("refused").orElseThrow(), "");
                return;
            }
            assertThat(peer.upgrade().read()).isEqualTo(Frames.STATE);
            if (first != null) {
                peer.send(JsonText.write(first)).hangUp(1000, "");
                return;
            }
            state(peer, 0);
            answer(peer, turns);
            if (turns.stream().anyMatch(turn -> turn.failed() && session(turn.error()))) {
                peer.hangUp(1000, "");
            }
            assertThat(peer.read()).as("goodbye").isEmpty();
            assertThat(peer.lastOpcode).isEqualTo(Peer.CLOSE);
        };
    }

    private static void answer(Peer peer, List<RecordedTurn> turns) throws Exception {
        var steps = 0;
        var tools = false;
        for (var turn : turns) {
            var reply = turn.reply();
            if (reply == null) {
                return;
            }
            if (turn.kind().equals("mcp") && !tools) {
                assertThat(peer.read()).contains("\"tools/list\"");
                peer.send("{\"type\":\"mcp\",\"data\":{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tools\":[]}}}");
                tools = true;
            }
            turn.assertSent(peer.read());
            peer.send(JsonText.write(reply));
            if (turn.failed() && turn.kind().equals("step") && execution(turn.error())) {
                assertThat(peer.read()).isEqualTo(Frames.STATE);
                state(peer, steps);
            }
            steps = turn.kind().equals("reset") ? 0 : turn.kind().equals("step") && !turn.failed() ? steps + 1 : steps;
        }
    }

    private static void state(Peer peer, int steps) throws Exception {
        peer.send("{\"type\":\"state\",\"data\":{\"episode_id\":\"fresh\",\"step_count\":" + steps + "}}");
    }

    private static boolean execution(JsonObject error) {
        return "EXECUTION_ERROR".equals(error.get("code"));
    }

    private static boolean session(JsonObject error) {
        return "SESSION_ERROR".equals(error.get("code"));
    }

    private void open(ScriptedServer server, String socket, List<JsonObject> events) {
        var settings = Settings.at(server.uri());
        var connector = new Connector(settings);
        if (events.get(0).has("refused")) {
            var thrown = catchThrowableOfType(RemoteException.class, () -> connector.open(Duration.ZERO));
            assertThat(thrown.code()).isEqualTo("handshake_refused");
            assertThat(thrown).hasMessageContaining("HTTP " + events.get(0).get("refused"));
            outcome.add(thrown);
        } else if (events.get(1).has("recv")) {
            var error =
                    events.get(1).object("recv").orElseThrow().object("data").orElseThrow();
            assertThat(error.get("code")).isEqualTo("CAPACITY_REACHED");
            var thrown = catchThrowableOfType(CapacityException.class, () -> connector.open(Duration.ZERO));
            assertThat(thrown).hasMessageContaining(error.string("message").orElseThrow());
            outcome.add(thrown);
        } else {
            open.put(
                    socket,
                    new RemoteEnvironment<>(
                            connector.open(OPEN),
                            settings,
                            Codecs.jsonAction(JsonObject.empty()),
                            Codecs.jsonObservation(JsonObject.empty())));
        }
    }

    private void call(Environment<JsonAction, JsonObservation> environment, RecordedTurn turn) {
        var reply = turn.reply();
        if (reply == null) {
            var lost = catchThrowableOfType(RemoteException.class, () -> environment.step(action(turn)));
            assertThat(lost.code()).as("a call after the server's end").isEqualTo("session_lost");
            outcome.add(lost);
        } else if (turn.failed()) {
            var thrown = catchThrowable(() -> made(environment, turn));
            assertThat(thrown).isInstanceOf(OpenEnvException.class);
            RecordedReading.assertError(turn.kind(), thrown, turn.error());
            outcome.add(thrown);
        } else {
            outcome.add(made(environment, turn));
        }
    }

    private static @Nullable Object made(Environment<JsonAction, JsonObservation> environment, RecordedTurn turn) {
        var data = turn.reply().object("data").orElseThrow();
        switch (turn.kind()) {
            case "mcp" -> {
                return tools(environment, turn.data());
            }
            case "state" -> {
                var state = environment.state();
                RecordedReading.assertState(state, data);
                return RecordedReading.shown(state);
            }
            default -> {
                var reset = turn.kind().equals("reset");
                var result = reset ? environment.reset(options(turn)) : environment.step(action(turn));
                RecordedReading.assertResult(result, data);
                return RecordedReading.shown(result);
            }
        }
    }

    private static @Nullable Object tools(Environment<JsonAction, JsonObservation> environment, JsonObject rpc) {
        var tools = environment.find(Tools.class).orElseThrow();
        if (rpc.get("method").equals("tools/list")) {
            return tools.list().stream().map(ToolDescriptor::name).toList();
        }
        var params = rpc.object("params").orElseThrow();
        var name = params.string("name").orElseThrow();
        try {
            return tools.call(name, params.object("arguments").orElseThrow()).data();
        } catch (ToolException e) {
            return "Tool '" + name + "' failed: " + e.getMessage();
        }
    }

    private static JsonAction action(RecordedTurn turn) {
        return new JsonAction(turn.isCall() ? turn.data() : JsonObject.of("message", "hi"));
    }

    private static ResetOptions options(RecordedTurn turn) {
        if (!turn.isCall()) {
            return ResetOptions.defaults();
        }
        var data = turn.data();
        var options = ResetOptions.defaults().withValues(data.without("seed").without("episode_id"));
        if (data.has("seed")) {
            options = options.withSeed(new BigInteger(String.valueOf(data.get("seed"))));
        }
        return data.string("episode_id").map(options::withEpisodeId).orElse(options);
    }
}
