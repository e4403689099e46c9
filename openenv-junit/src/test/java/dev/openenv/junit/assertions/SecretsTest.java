package dev.openenv.junit.assertions;

import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThat;
import static dev.openenv.junit.assertions.OpenEnvAssertions.assertThatThrownBy;
import static dev.openenv.junit.assertions.Played.SOLUTION;
import static dev.openenv.junit.assertions.Played.inLibrary;

import dev.openenv.Blame;
import dev.openenv.Failure;
import dev.openenv.Outcome;
import dev.openenv.StepResult;
import dev.openenv.Task;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.junit.PlayedEpisode;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CodeAct;
import dev.openenv.tools.CodeError;
import dev.openenv.tools.CodeErrorKind;
import dev.openenv.tools.CodeReply;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolError;
import dev.openenv.tools.ToolErrorKind;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.ToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsTest {

    private static final String KEY = Library.KEY;

    private static String message(ThrowingCallable assertion) {
        var thrown = OpenEnvAssertions.catchThrowableOfType(AssertionError.class, assertion);
        assertThat(thrown).as("the assertion fails").isNotNull();
        assertThat(thrown.toString()).doesNotContain(KEY);
        return thrown.getMessage();
    }

    private static Trajectory<JsonAction, JsonObservation> json(StepResult<JsonObservation> result) {
        return Trajectory.<JsonAction, JsonObservation>builder("any", "1", "one")
                .add(TrajectoryStep.taken(new JsonAction(JsonObject.of("do", "it")), result))
                .outcome(Outcome.FINISHED, null)
                .build();
    }

    private static Trajectory<JsonAction, JsonObservation> seen(String text) {
        return json(StepResult.of(new JsonObservation(JsonObject.of("text", text))));
    }

    private static Trajectory<ToolAction, ToolObservation> tools(ToolAction action, ToolObservation seen) {
        return Trajectory.<ToolAction, ToolObservation>builder("any", "1", "one")
                .add(TrajectoryStep.taken(action, StepResult.of(seen)))
                .outcome(Outcome.FINISHED, null)
                .build();
    }

    @Test
    void whatTheAgentWasShownIsFoundAndNotPrinted() {
        var episode = inLibrary(SOLUTION[0], CallTool.of("settings"));

        var message = message(() -> assertThat(episode).neverSaw(KEY));

        assertThat(message)
                .startsWith("Expected the agent never to see the secret, but it did, at step 2, "
                        + "/observation/result/content/0/text (")
                .contains("     2  settings()")
                .contains("\"Authorization\":\"Bearer [secret]\"");
        assertThat(episode).neverSaw("another secret").neverSent(KEY);
    }

    @Test
    void filesThatAreKeptDoNotHoldItEither() throws IOException {
        var episode = inLibrary(CallTool.of("settings"), Played.submit("it is " + KEY));

        var message = message(() -> assertThat(episode).neverSent(KEY));

        assertThat(message).startsWith("Expected the agent never to send the secret, but it did, at step 2, /action/");
        for (var name : List.of("Recorded in ", "To look at: ")) {
            var file = message.lines()
                    .filter(line -> line.startsWith(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(Path.of(file.substring(name.length()))))
                    .contains("[secret]")
                    .doesNotContain(KEY, "sk-live");
        }
    }

    @Test
    void laterMessagesAndFilesOfTheEpisodeHideItToo() throws IOException {
        var episode = inLibrary(CallTool.of("settings"));
        var before = OpenEnvAssertions.catchThrowable(() -> assertThat(episode).isSolved())
                .getMessage();
        var file = Path.of(before.lines()
                .filter(line -> line.startsWith("Recorded in "))
                .findFirst()
                .orElseThrow()
                .substring("Recorded in ".length()));
        assertThat(Files.readString(file)).contains(KEY);

        assertThat(message(() -> assertThat(episode).neverSaw(KEY))).contains(file.toString());
        assertThat(message(() -> assertThat(episode).isSolved())).contains("Bearer [secret]", file.toString());

        assertThat(Files.readString(file)).doesNotContain(KEY);
    }

    static Stream<String> tellingTexts() {
        var bytes = KEY.getBytes(StandardCharsets.UTF_8);
        var base64 = Base64.getEncoder();
        return Stream.of(
                "a" + KEY + "b",
                "{\"key\":\"" + KEY + "\"}",
                URLEncoder.encode(KEY, StandardCharsets.UTF_8),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                base64.encodeToString(bytes),
                base64.encodeToString(("user:" + KEY + "@host").getBytes(StandardCharsets.UTF_8)),
                base64.encodeToString(("user2:" + KEY + "@host").getBytes(StandardCharsets.UTF_8)),
                Base64.getUrlEncoder().encodeToString(("user22:" + KEY + "/").getBytes(StandardCharsets.UTF_8)),
                new StringBuilder(KEY).reverse().toString());
    }

    @ParameterizedTest
    @MethodSource("tellingTexts")
    void spellingsThatGiveItAwayAreFoundAndHidden(String text) {
        assertThat(message(() -> assertThat(seen(text)).neverSaw(KEY)))
                .startsWith("Expected the agent never to see the secret, but it did, at step 1, /observation/text (")
                .contains("[secret]")
                .doesNotContain(text);
    }

    @Test
    void textsThatDoNotGiveItAwayAreNotFound() {
        assertThat(seen("sk-live/4f9a+2b7 sk-live/4f9a 2b7c " + KEY.substring(1)))
                .neverSaw(KEY);
    }

    static Stream<Trajectory<?, ?>> everythingThatAnAgentSees() {
        var empty = new JsonObservation(JsonObject.empty());
        var quiet = seen("nothing");
        return Stream.of(
                quiet.toBuilder().task(Task.of("t", "use " + KEY), 0).build(),
                quiet.toBuilder()
                        .task(Task.of("t", "test", "", JsonObject.of("in", List.of(JsonObject.of("k", KEY)))), 0)
                        .build(),
                quiet.toBuilder()
                        .initial(StepResult.of(new JsonObservation(JsonObject.of("k", KEY))), null)
                        .build(),
                json(StepResult.of(empty).withMetadata(JsonObject.of("trace", JsonObject.of(KEY, 1)))),
                quiet.toBuilder()
                        .add(TrajectoryStep.failed(
                                new JsonAction(JsonObject.empty()),
                                Failure.of("invalid_action", "not " + KEY, Blame.AGENT)))
                        .build(),
                tools(CallTool.of("a"), ToolReply.of("a", ToolResult.of(Map.of("x", List.of("1", KEY))))),
                tools(
                        CallTool.of("a"),
                        ToolReply.failed("a", ToolError.of(ToolErrorKind.EXECUTION_ERROR, "denied: " + KEY))),
                tools(CallTool.of("a"), ToolReply.of("a", ToolResult.of("x").withMeta(JsonObject.of("by", KEY)))),
                tools(CodeAct.python("1"), CodeReply.empty().withOutput("key\n" + KEY + "\n", false)),
                tools(CodeAct.python("1"), CodeReply.empty().withValue(List.of(KEY))),
                tools(
                        CodeAct.python("1"),
                        CodeReply.failed(
                                CodeError.of(CodeErrorKind.EXCEPTION, "x").withTrace("File\n " + KEY))),
                tools(
                        CodeAct.python("1"),
                        CodeReply.empty()
                                .withCalls(List.of(
                                        new CodeReply.Call(CallTool.of("a"), ToolReply.of("a", ToolResult.of(KEY)))))));
    }

    @ParameterizedTest
    @MethodSource
    void everythingThatAnAgentSees(Trajectory<?, ?> episode) {
        var message = message(() -> assertThat(episode).neverSaw("unknown", KEY));

        assertThat(message).startsWith("Expected the agent never to see secret 2 of 2, but it did, at ");
        assertThat(episode).neverSaw("unknown");
    }

    static Stream<Trajectory<ToolAction, ToolObservation>> everythingThatAnAgentSends() {
        var byCode = new CodeReply.Call(CallTool.of("a", Map.of("x", KEY)), ToolReply.of("a", ToolResult.nothing()));
        return Stream.of(
                tools(CallTool.of("a", Map.of("deep", List.of(Map.of("x", KEY)))), CodeReply.empty()),
                tools(CallTool.of("a", Map.of(KEY, 1)), CodeReply.empty()),
                tools(CallTool.of(KEY), CodeReply.empty()),
                tools(CodeAct.python("post('" + KEY + "')"), CodeReply.empty()),
                tools(CodeAct.python("post(key)"), CodeReply.empty().withCalls(List.of(byCode))));
    }

    @ParameterizedTest
    @MethodSource
    void everythingThatAnAgentSends(Trajectory<ToolAction, ToolObservation> episode) {
        assertThat(message(() -> assertThat(episode).neverSent(KEY)))
                .startsWith("Expected the agent never to send the secret, but it did, at step 1, ");
    }

    @Test
    void numbersMayBeSecretsToo() {
        var seen = json(StepResult.of(new JsonObservation(JsonObject.of("pin", 4711, "count", 47110))));

        assertThat(message(() -> assertThat(seen).neverSaw("4711")))
                .contains("at step 1, /observation/pin (")
                .contains("{\"pin\":[secret],");
        assertThat(seen).neverSaw("47");
    }

    @Test
    void aSecretThatWasCutInTheTableIsNotShownInHalves() {
        var episode = seen("x".repeat(70) + KEY);

        assertThat(message(() -> assertThat(episode).neverSaw(KEY))).doesNotContain("sk-");
    }

    @Test
    void secretsWithSpecialCharactersAreHiddenInJson() {
        var key = "pass\"word\\\n";

        assertThatThrownBy(() -> assertThat(seen("is " + key)).neverSaw(key))
                .hasMessageContaining("{\"text\":\"is [secret]\"}");
    }

    @Test
    void agentsOfOtherWorldsAreSearchedAsWell() {
        var world = WordGame.provider();
        var episode = Played.in(world, new Guess("crane"));

        assertThatThrownBy(() -> assertThat(episode).neverSent("crane"))
                .hasMessageContaining("at step 1, /action/word (as it is)");
        assertThatThrownBy(() -> assertThat(episode.trajectory()).neverSaw("crane"))
                .hasMessageContaining("at step 1, /observation/");
        assertThat(episode).neverSent("slate");
    }

    @Test
    void namesOfTestsAreHiddenInTitles() throws IOException {
        PlayedEpisode<ToolAction, ToolObservation> episode =
                Played.named(Library.provider(), "leaks " + KEY, CallTool.of("settings"));
        var message = message(() -> assertThat(episode).neverSaw(KEY));
        var page = Pattern.compile("To look at: (.*)").matcher(message);
        assertThat(page.find()).isTrue();
        try {
            assertThat(Files.readString(Path.of(page.group(1)))).doesNotContain(KEY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
