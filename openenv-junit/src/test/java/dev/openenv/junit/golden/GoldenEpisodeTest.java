package dev.openenv.junit.golden;

import static dev.openenv.junit.assertions.Played.SOLUTION;
import static dev.openenv.junit.assertions.Played.inLibrary;
import static dev.openenv.junit.assertions.Played.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Action;
import dev.openenv.Blame;
import dev.openenv.Failure;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.environments.wordgame.Guess;
import dev.openenv.environments.wordgame.WordGame;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.junit.assertions.Library;
import dev.openenv.junit.assertions.Played;
import dev.openenv.recording.IgnoredValues;
import dev.openenv.tools.CallTool;
import dev.openenv.tools.CallTools;
import dev.openenv.tools.ToolAction;
import dev.openenv.tools.ToolObservation;
import dev.openenv.tools.ToolReply;
import dev.openenv.tools.ToolResult;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenEpisodeTest {

    @TempDir
    private Path folder;

    private Path written() {
        var file = folder.resolve("deep/er/one.golden.json");
        GoldenEpisode.of(inLibrary(SOLUTION)).write(file);
        return file;
    }

    private void replace(Path file, String before, String after) throws IOException {
        var text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }

    @Test
    void theTextIsSmallAndOrdered() {
        var game = Played.in(WordGame.provider(), new Guess("crane"), new Guess("zzzzz"));

        assertThat(GoldenEpisode.of(game).text())
                .isEqualTo(
                        """
                        {
                          "format": "openenv-golden",
                          "version": 1,
                          "environment": "word-game",
                          "environment_version": "1.0.0",
                          "task": {"id": "emma", "split": "test", "instruction": "Lend the annotated Emma."},
                          "seed": "42",
                          "episode_id": "reader/emma/0",
                          "reset": {"observation": {"guesses": [], "guesses_left": 6, "marks": "", "message": "Guess a word of five letters."}},
                          "steps": [
                            {
                              "action": {"word": "crane"},
                              "observation": {
                                "guesses": [{"marks": "XYXXX", "word": "crane"}],
                                "guesses_left": 5,
                                "marks": "XYXXX",
                                "message": "'crane' is marked XYXXX."
                              },
                              "reward": 0.0
                            },
                            {
                              "action": {"word": "zzzzz"},
                              "failure": {"code": "invalid_action", "blame": "agent", "message": "/word: expected a word of the game's list, got 'zzzzz'"}
                            }
                          ],
                          "outcome": "agent_stopped",
                          "total_reward": 0.0,
                          "digest": "sha256:340ab9be8c2a64a4b6b71d0367bdb986"
                        }
                        """);
    }

    @Test
    void callsOfToolsAreOneLineEach() {
        var episode = GoldenEpisode.of(inLibrary(
                SOLUTION[0],
                CallTool.of("lend", Map.of("id", 9)),
                CallTool.of("settings"),
                CallTools.of(CallTool.of("lend", Map.of("id", 3))),
                submit("done")));

        assertThat(episode.text())
                .contains(
                        """
                            {
                              "call": "search",
                              "with": {"word": "Emma"},
                              "returned": [{"id": 1, "title": "Emma"}, {"id": 3, "title": "Emma, annotated"}]
                            },
                            {
                              "call": "lend",
                              "with": {"id": 9},
                              "failed": {"error_type": "execution_error", "message": "Error calling tool 'lend': there is no book 9"}
                            },
                        """,
                        "    {\"call\": \"submit\", \"with\": {\"answer\": \"done\"}, \"returned\": \"thank you\", \"reward\": 1.0, \"terminated\": true}");
        var file = folder.resolve("one.golden.json");
        episode.write(file);
        assertThat(GoldenEpisode.read(file)).isEqualTo(episode);
        assertThat(GoldenEpisode.read(file).json().steps())
                .isEqualTo(episode.json().steps());
    }

    @Test
    void valuesThatLookLikeOthersAreToldApart() {
        for (var value :
                Arrays.asList("{\"a\":1}", "1", 1, 1.5, true, null, List.of(), "", Map.of("result", 1), "null")) {
            var reply = ToolReply.of("t", value == null ? ToolResult.nothing() : ToolResult.of(value));
            for (var seen : List.of(
                    reply,
                    ToolReply.of("other", ToolResult.of(value)),
                    ToolReply.of("t", ToolResult.bare(value)),
                    ToolReply.of("t", ToolResult.of(value).withMeta(JsonObject.of("m", 1))))) {
                var episode = Trajectory.<ToolAction, ToolObservation>builder("any", "1", "e")
                        .add(TrajectoryStep.taken(CallTool.of("t"), StepResult.of(seen)))
                        .outcome(Outcome.FINISHED, null)
                        .build();
                var file = folder.resolve("one.golden.json");
                GoldenEpisode.of(episode).write(file);
                assertThat(GoldenEpisode.read(file)).isEqualTo(GoldenEpisode.of(episode));
            }
        }
    }

    @Test
    void actionsWithAFieldCalledCallAreNoCalls() {
        var json = JsonObject.of("call", "x", "returned", 1);
        var episode = Trajectory.<JsonAction, JsonObservation>builder("any", "1", "e")
                .add(TrajectoryStep.taken(new JsonAction(json), StepResult.of(new JsonObservation(json))))
                .outcome(Outcome.FINISHED, null)
                .build();
        var file = folder.resolve("one.golden.json");
        GoldenEpisode.of(episode).write(file);

        assertThat(GoldenEpisode.read(file).json().steps()).isEqualTo(episode.steps());
    }

    @Test
    void theSameEpisodeGivesTheSameTextWhateverTheOrderOfNames() {
        var left = new LinkedHashMap<String, Object>();
        left.put("b", 1);
        left.put("a", List.of(Map.of("y", 1)));
        var right = new LinkedHashMap<String, Object>();
        right.put("a", List.of(Map.of("y", 1)));
        right.put("b", 1);

        assertThat(one(left)).isEqualTo(one(right)).contains("\"action\": {\"a\": [{\"y\": 1}], \"b\": 1}");
    }

    private static String one(Map<String, ?> action) {
        var json = JsonObject.copyOf(action);
        return GoldenEpisode.of(Trajectory.<JsonAction, JsonObservation>builder("any", "2", "e")
                        .add(TrajectoryStep.taken(new JsonAction(json), StepResult.of(new JsonObservation(json))))
                        .outcome(Outcome.FINISHED, null)
                        .build())
                .text();
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var golden = GoldenEpisode.of(inLibrary(SOLUTION));

        var read = GoldenEpisode.read(written());

        assertThat(read).isEqualTo(golden).hasSameHashCodeAs(golden);
        assertThat(read.text()).isEqualTo(golden.text());
        assertThat(read.firstDifference(golden)).isEmpty();
        assertThat(folder.resolve("deep/er")).isDirectoryContaining("glob:**one.golden.json");
        try (var files = Files.list(folder.resolve("deep/er"))) {
            assertThat(files).hasSize(1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everythingThatCountsSurvives() {
        var start = ResetOptions.defaults()
                .withSeed(BigInteger.TWO.pow(100))
                .with("level", List.of(1, 2.5))
                .withEpisodeId("e");
        var episode = Trajectory.<JsonAction, JsonObservation>builder("any", "2", "e")
                .resetOptions(start)
                .initial(
                        StepResult.of(new JsonObservation(JsonObject.empty())).withMetadata(JsonObject.of("m", null)),
                        null)
                .add(TrajectoryStep.taken(
                        new JsonAction(JsonObject.of("text", "a\n" + (char) 0x202e + "\"" + (char) 0xe9)),
                        StepResult.of(new JsonObservation(JsonObject.of("n", 1.0, "whole", 1)), -0.5)))
                .add(TrajectoryStep.failed(
                        new JsonAction(JsonObject.empty()), Failure.of("invalid_action", "no", Blame.AGENT)))
                .add(TrajectoryStep.taken(
                        new JsonAction(JsonObject.empty()),
                        StepResult.<JsonObservation>truncated(new JsonObservation(JsonObject.empty()), 1)
                                .withEnd(true, true)))
                .outcome(Outcome.AGENT_FAILED, Failure.of("x", "y", Blame.AGENT))
                .build();
        var golden = GoldenEpisode.of(episode);
        var file = folder.resolve("one.golden.json");
        golden.write(file);

        var read = GoldenEpisode.read(file).json();

        assertThat(read.steps()).isEqualTo(episode.steps());
        assertThat(read.initial()).isEqualTo(episode.initial());
        assertThat(read.resetOptions()).isEqualTo(start);
        assertThat(read.outcome()).isEqualTo(Outcome.AGENT_FAILED);
        assertThat(read.failure()).isEqualTo(episode.failure());
        assertThat(golden.text()).contains("a\\n\\u202e\\\"" + (char) 0xe9);
    }

    @Test
    void anActionThatBreaksItsTypeIsKeptInWords() {
        var push = Trajectory.<Unwritable, JsonObservation>builder("any", "1", "e")
                .add(TrajectoryStep.failed(new Unwritable(), Failure.of("invalid_action", "no", Blame.AGENT)))
                .outcome(Outcome.AGENT_FAILED, null)
                .build();

        assertThat(GoldenEpisode.of(push).text()).contains("\"action\": {\"action_text\": \"an object\"}");
    }

    /** An action that no codec knows. */
    private static final class Unwritable implements Action {
        @Override
        public String toString() {
            return "an object";
        }
    }

    @Test
    void indentsAndLineEndsMayChange() throws IOException {
        var file = written();
        replace(file, "\n  ", "\r\n\t");

        assertThat(GoldenEpisode.read(file)).isEqualTo(GoldenEpisode.of(inLibrary(SOLUTION)));
    }

    @Test
    void aMissingFileSaysSo() {
        assertThatThrownBy(() -> GoldenEpisode.read(folder.resolve("none.golden.json")))
                .isInstanceOfSatisfying(
                        GoldenException.class, e -> assertThat(e.code()).isEqualTo("golden_missing"))
                .hasMessageEndingWith("none.golden.json is not there");
        assertThatThrownBy(() -> GoldenEpisode.read(folder))
                .isInstanceOfSatisfying(
                        GoldenException.class, e -> assertThat(e.code()).isEqualTo("golden_not_read"));
    }

    @ParameterizedTest
    @CsvSource({
        "\"done\",\"dune\"",
        "1.0,2.0",
        "solved,unsolved",
        "\"seed\": \"42\",\"seed\": \"43\"",
        "sha256:,sha256:0"
    })
    void anEditedFileSaysSo(String before, String after) throws IOException {
        var file = written();
        replace(file, before, after);

        assertThatThrownBy(() -> GoldenEpisode.read(file))
                .isInstanceOfSatisfying(
                        GoldenException.class, e -> assertThat(e.code()).isEqualTo("golden_edited"))
                .hasMessage(file
                        + " was edited after it was recorded: its values do not fit its digest. A golden episode says"
                        + " what happened; restore the file, or record it again with -Dopenenv.golden.update=true");
    }

    @Test
    void anotherVersionOfTheFormatSaysSo() throws IOException {
        var newer = written();
        replace(newer, "\"version\": 1", "\"version\": 2");
        assertThatThrownBy(() -> GoldenEpisode.read(newer))
                .isInstanceOfSatisfying(
                        GoldenException.class, e -> assertThat(e.code()).isEqualTo("golden_version"))
                .hasMessage(newer
                        + " has version 2 of the format, this SDK reads version 1; it was recorded by a newer SDK:"
                        + " use that one, or record it again with -Dopenenv.golden.update=true");
        replace(newer, "\"version\": 2", "\"version\": 0");
        assertThatThrownBy(() -> GoldenEpisode.read(newer))
                .hasMessage(newer + " has version 0 of the format, this SDK reads version 1;"
                        + " record it again with -Dopenenv.golden.update=true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "<<<<<<< HEAD\n{}", "{\"format\": \"openenv-golden\"", "{\"format\": \"other\"}", "{}"
            })
    void whatIsNoGoldenEpisodeSaysSo(String text) throws IOException {
        var file = Files.writeString(folder.resolve("bad.golden.json"), text);

        assertThatThrownBy(() -> GoldenEpisode.read(file))
                .isInstanceOfSatisfying(
                        GoldenException.class, e -> assertThat(e.code()).isEqualTo("not_golden"))
                .hasMessageStartingWith(file + " is no ");
    }

    @Test
    void aFileWithADigestButWithoutAnEpisodeSaysSo() throws IOException {
        var json = JsonObject.of("format", "openenv-golden", "version", 1);
        var file = Files.writeString(
                folder.resolve("bad.golden.json"),
                json.with("digest", GoldenDocument.digest(json)).toString());

        assertThatThrownBy(() -> GoldenEpisode.read(file))
                .hasMessageContaining(" is not a whole golden episode: there is no text episode_id;");
    }

    @Test
    void aFolderThatCannotBeWrittenSaysSo() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(() -> GoldenEpisode.of(inLibrary(SOLUTION)).write(file.resolve("one.golden.json")))
                .isInstanceOfSatisfying(
                        GoldenException.class, e -> assertThat(e.code()).isEqualTo("golden_not_written"));
    }

    @Test
    void theFirstDifferenceSaysWhoChanged() {
        var golden = GoldenEpisode.of(inLibrary(SOLUTION));
        var agent = GoldenEpisode.of(inLibrary(SOLUTION[0], CallTool.of("lend", Map.of("id", 1)), submit("done")));
        var shorter = GoldenEpisode.of(inLibrary(SOLUTION[0], SOLUTION[1]));
        var world = GoldenEpisode.of(Played.in(Library.provider().withMaxSteps(2), SOLUTION));
        var start = GoldenEpisode.of(Played.trajectory(Library.provider(), 43, List.of(SOLUTION)), Library.provider());
        var outcome = GoldenEpisode.of(Played.in(Library.undeclared(), SOLUTION));
        var version = GoldenEpisode.of(Played.in(Library.provider().withVersion("1.1.0"), SOLUTION));
        var other = GoldenEpisode.of(Played.in(Library.provider().withName("shop"), SOLUTION));

        assertThat(golden.firstDifference(agent))
                .hasValue(new GoldenDifference(GoldenDifference.Changed.AGENT, 2, "/action/arguments/id", "3", "1"))
                .get()
                .hasToString("step 2, /action/arguments/id: expected 3, got 1");
        assertThat(golden.firstDifference(shorter).orElseThrow())
                .hasToString(
                        "step 3, /action: expected {\"arguments\":{\"answer\":\"done\"},\"tool_name\":\"submit\",\"type\":\"call_tool\"},"
                                + " got no more steps");
        assertThat(golden.firstDifference(world).orElseThrow())
                .hasToString("step 2, /truncated: expected nothing, got true")
                .extracting(GoldenDifference::changed)
                .isEqualTo(GoldenDifference.Changed.ENVIRONMENT);
        assertThat(golden.firstDifference(start).orElseThrow())
                .hasToString("/seed: expected \"42\", got \"43\"")
                .extracting(GoldenDifference::changed)
                .isEqualTo(GoldenDifference.Changed.START);
        assertThat(golden.firstDifference(outcome).orElseThrow())
                .hasToString("/outcome: expected \"solved\", got \"finished\"")
                .extracting(GoldenDifference::changed)
                .isEqualTo(GoldenDifference.Changed.OUTCOME);
        assertThat(golden.firstDifference(version).orElseThrow())
                .hasToString("/environment_version: expected \"1.0.0\", got \"1.1.0\"")
                .extracting(GoldenDifference::changed)
                .isEqualTo(GoldenDifference.Changed.VERSION);
        assertThat(golden.firstDifference(other).orElseThrow())
                .hasToString("/environment: expected \"library\", got \"shop\"");
    }

    @Test
    void whatIsIgnoredIsNoDifference() {
        var golden = GoldenEpisode.of(inLibrary(SOLUTION));
        var answer = GoldenEpisode.of(inLibrary(SOLUTION[0], SOLUTION[1], submit("finished")));
        var version = GoldenEpisode.of(Played.in(Library.provider().withVersion("1.1.0"), SOLUTION));

        assertThat(golden.firstDifference(answer)).isPresent();
        assertThat(golden.firstDifference(answer, IgnoredValues.at("/action/arguments/answer")))
                .isEmpty();
        assertThat(golden.firstDifference(version, IgnoredValues.at("/environment_version")))
                .isEmpty();
    }

    @Test
    void messagesOfFailuresAreForPeople() {
        var one = Trajectory.<JsonAction, JsonObservation>builder("any", "2", "e")
                .add(TrajectoryStep.failed(new JsonAction(JsonObject.empty()), Failure.of("no", "a", Blame.AGENT)));
        var golden = GoldenEpisode.of(one.outcome(Outcome.AGENT_FAILED, Failure.of("f", "m", Blame.AGENT))
                .build());
        var other = Trajectory.<JsonAction, JsonObservation>builder("any", "2", "e")
                .add(TrajectoryStep.failed(new JsonAction(JsonObject.empty()), Failure.of("no", "b", Blame.AGENT)));

        assertThat(golden.firstDifference(
                        GoldenEpisode.of(other.outcome(Outcome.AGENT_FAILED, Failure.of("f", "n", Blame.AGENT))
                                .build())))
                .isEmpty();
        assertThat(golden.firstDifference(
                        GoldenEpisode.of(other.outcome(Outcome.AGENT_FAILED, Failure.of("g", "n", Blame.AGENT))
                                .build())))
                .get()
                .hasToString("/failure/code: expected \"f\", got \"g\"");
    }
}
