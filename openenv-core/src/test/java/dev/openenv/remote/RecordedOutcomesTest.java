package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.openenv.InvalidActionException;
import dev.openenv.OpenEnvException;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.ListTools;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolList;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What callers of the Python clients saw, callers of ours see when they make the same calls ({@link RecordedPlay}). Errors
 * are typed instead of words in a {@code RuntimeError}.
 */
@Timeout(60)
class RecordedOutcomesTest {

    static final String TRAFFIC = "client_traffic.json";

    private static final String AS_STEPS = "MCPToolClient with use_production_mode = False: everything is a step";

    /** Scenarios of which our client plays nothing or not all, with the reason. */
    static final Map<String, String> WITHOUT_COUNTERPART = Map.of(
            "GenericEnvClient: a reply that is late; the client drops the socket and the next call opens another",
            "ours never replaces a world in silence (LostSessionTest)",
            "GenericEnvClient: the server closes the socket; the next call opens another and gets a new world, silently",
            "ours never replaces a world in silence; played up to there in RecordedTrafficTest",
            "MCPToolClient: a reply that is late; attaching again while the step runs is refused, after it works",
            "ours gives up a session whose reply is late (LostSessionTest), and attaches only to its own (ResumeTest)",
            "MCPToolClient: server is full",
            "ours makes no session by POST /mcp; a full server is met on the socket, as another scenario has it");

    private static final Pattern SERVER_ERROR =
            Pattern.compile("(?:RuntimeError: )?Server error: (.*) \\(code: ([A-Z_]+)\\)", Pattern.DOTALL);

    static Stream<String> played() {
        return Recording.names(TRAFFIC).stream().filter(name -> !WITHOUT_COUNTERPART.containsKey(name));
    }

    @Test
    void whatIsNotPlayedIsThere() {
        assertThat(Recording.names(TRAFFIC)).doesNotHaveDuplicates().containsAll(WITHOUT_COUNTERPART.keySet());
    }

    @ParameterizedTest
    @MethodSource("played")
    void ourCallersSeeTheSame(String name) throws Exception {
        var scenario = Recording.scenario(TRAFFIC, name);
        var ours = RecordedPlay.outcome(Recording.overTheSocket(scenario)).iterator();
        if (name.equals(AS_STEPS)) {
            return; // what its caller saw was made of observations: below
        }
        for (var seen : scenario.list("outcome").orElseThrow()) {
            if (seen instanceof Boolean || "connect returned".equals(seen)) {
                continue; // has_tool looks at the list; a socket without a place is no environment here
            }
            var last = "nothing";
            for (var found = false; !found; ) {
                if (!ours.hasNext()) {
                    fail("nobody saw " + seen + ", last seen was " + last);
                }
                var mine = ours.next();
                last = String.valueOf(mine);
                found = same(seen, mine);
            }
        }
    }

    private static boolean same(Object seen, Object mine) {
        if (mine instanceof OpenEnvException error) {
            var said = SERVER_ERROR.matcher(String.valueOf(seen));
            return said.matches()
                    && (said.group(2).equals("VALIDATION_ERROR")
                            ? error instanceof InvalidActionException
                            : error.getMessage().contains(said.group(1)));
        }
        if (seen instanceof List<?> names && mine instanceof List<?> known) {
            var both = Math.min(names.size(), known.size()); // recorded lists of tools are shortened
            return both > 0 && names.subList(0, both).equals(known.subList(0, both));
        }
        if (seen instanceof List<?> typed && mine instanceof JsonObject result) {
            return result.object("observation")
                    .flatMap(observation -> observation.object("result"))
                    .filter(value -> typed.get(1).equals(value.get("data")))
                    .isPresent();
        }
        return seen == null ? mine == null : seen.equals(mine);
    }

    @Test
    void toolActionsAreStepsOfAWorldOfTools() throws Exception {
        var scenario = Recording.scenario(TRAFFIC, AS_STEPS);
        var turns = RecordedTurn.of(Recording.events(scenario));
        var seen = scenario.list("outcome").orElseThrow();
        try (var server = new ScriptedServer(peer -> {
                    peer.ready();
                    peer.read();
                    for (var turn : turns) {
                        if (turn.kind().equals("step")) {
                            turn.assertSent(peer.read());
                        }
                        peer.send(JsonText.write(turn.reply()));
                    }
                    peer.read();
                });
                var environment = RemoteProvider.at(server.uri(), ToolAction.class, ToolObservation.class)
                        .open(Duration.ofSeconds(10))) {
            environment.reset();
            var tools = (ToolList) environment.step(ListTools.all()).observation();
            assertThat(tools.tools().subList(0, 2)) // the caller kept two names
                    .extracting(tool -> (Object) tool.name())
                    .isEqualTo(seen.get(0));
            var sum = (ToolReply)
                    environment.step(CallTool.of("add", Map.of("a", 2, "b", 3))).observation();
            assertThat(sum.result().orElseThrow().data()).isEqualTo(seen.get(1));
            for (var failure : List.of(2, 3)) {
                var name = failure == 2 ? "fail" : "nope";
                var failed = (ToolReply) environment.step(CallTool.of(name)).observation();
                var error = failed.error().orElseThrow();
                assertThat("Tool '" + name + "' failed: " + error.message() + " (type: " + error.type() + ")")
                        .isEqualTo(seen.get(failure));
            }
            assertThat(environment.step(ListTools.all()).observation()).isInstanceOf(ToolList.class);
        }
    }
}
