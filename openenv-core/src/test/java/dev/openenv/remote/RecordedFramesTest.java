package dev.openenv.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the Python package's server answered on {@code /ws}, answered to our client ({@link RecordedPlay}). */
@Timeout(60)
class RecordedFramesTest {

    private static final String ECHO = "/dev/openenv/server/ws_echo.json";
    private static final String TOOLS = "/dev/openenv/server/step_tools.json";

    private static final String SEED = "a seed is a whole number here";
    private static final String SHORTENED =
            "the recording is shortened; RemoteEnvironmentTest has messages of that size";
    private static final String LEAVES = "our client leaves no socket without goodbye; LostSessionTest has lost ones";

    /** Scenarios that are not played, with the reason. */
    private static final Map<String, String> WITHOUT_COUNTERPART = Map.of(
            "reset seed 'x' is not validated", SEED,
            "reset seed None is not validated", SEED,
            "reset seed 1.5 is not validated", SEED,
            "text with NaN", SEED,
            "a slot comes back after a TCP reset", LEAVES,
            "a client that leaves during a step keeps its slot until the step ends", LEAVES,
            "17 MiB frame in", SHORTENED,
            "15 MiB frame in", SHORTENED,
            "20 MB frame out", SHORTENED);

    /** Scenarios in which somebody sent what our client cannot; it is given the error as the answer to a call of its own. */
    private static final Set<String> ERRORS_TO_OTHER_MESSAGES = Set.of(
            "reset data null",
            "reset data array",
            "reset extra envelope key",
            "step without data",
            "step data null",
            "step data array",
            "step extra envelope key",
            "unknown type",
            "no type",
            "type number",
            "type null",
            "type array",
            "type in capitals",
            "broken JSON",
            "empty text",
            "lone surrogate",
            "array",
            "string",
            "number",
            "null",
            "state with data",
            "close with data",
            "binary frame");

    static Stream<String> echo() {
        return Recording.names(ECHO).stream().filter(name -> !WITHOUT_COUNTERPART.containsKey(name));
    }

    @ParameterizedTest
    @MethodSource("echo")
    void ourClientSendsAndReadsTheSame(String name) throws Exception {
        var scenario = Recording.scenario(ECHO, name);
        assertThat(RecordedPlay.outcome(scenario)).hasSize(messages(scenario) + refusals(scenario));
    }

    private static int messages(JsonObject scenario) {
        return Recording.sockets(scenario).values().stream()
                .mapToInt(events -> RecordedTurn.of(events).size())
                .sum();
    }

    private static int refusals(JsonObject scenario) {
        return (int) Recording.events(scenario).stream()
                .filter(event -> event.has("refused")
                        || event.object("recv")
                                .flatMap(frame -> frame.object("data"))
                                .filter(data -> "CAPACITY_REACHED".equals(data.get("code")))
                                .isPresent())
                .count();
    }

    private static boolean onlyCalls(String name) {
        return Recording.sockets(Recording.scenario(ECHO, name)).values().stream()
                .flatMap(events -> RecordedTurn.of(events).stream())
                .allMatch(RecordedTurn::isCall);
    }

    @Test
    void whatIsNotPlayedAsItWasSentIsNamed() {
        var names = Recording.names(ECHO);
        assertThat(names).doesNotHaveDuplicates().containsAll(WITHOUT_COUNTERPART.keySet());
        assertThat(echo().filter(name -> !onlyCalls(name)))
                .containsExactlyInAnyOrderElementsOf(ERRORS_TO_OTHER_MESSAGES);
    }

    static Stream<String> tools() {
        return Recording.scenarios(TOOLS).stream()
                .filter(scenario -> Recording.events(scenario)
                        .get(0)
                        .string("open")
                        .filter("/ws"::equals)
                        .isPresent())
                .map(Recording::name);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void toolActionsAreSentAndTheirObservationsReadTheSame(String name) throws Exception {
        assertThat(RecordedPlay.outcome(Recording.scenario(TOOLS, name))).hasSizeGreaterThan(1);
    }

    /** Our client steps over {@code /ws} only, and calls tools in frames there (RecordedTrafficTest). */
    @Test
    void whatIsNotPlayedOfTheToolsWentAnotherWay() {
        var played = tools().toList();
        assertThat(played)
                .containsExactly(
                        "the same over /ws, on one socket",
                        "a tool of 31 s over /ws hits the limit of 30 s; the socket goes on");
        assertThat(Recording.scenarios(TOOLS))
                .filteredOn(scenario -> !played.contains(Recording.name(scenario)))
                .isNotEmpty()
                .allMatch(scenario -> ways(scenario).stream().allMatch(Set.of("HTTP", "/mcp")::contains));
    }

    private static List<String> ways(JsonObject scenario) {
        return Recording.events(scenario).stream()
                .filter(event -> event.has("request") || event.has("open"))
                .map(event -> event.string("open").orElse("HTTP"))
                .toList();
    }
}
