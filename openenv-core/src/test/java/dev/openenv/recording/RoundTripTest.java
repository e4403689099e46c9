package dev.openenv.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Blame;
import dev.openenv.Drawing;
import dev.openenv.Failure;
import dev.openenv.Grade;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.Task;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.Usage;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.recording.DiceWorld.Guess;
import dev.openenv.recording.DiceWorld.Rolls;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {

    private static final BigInteger HUGE_SEED = new BigInteger("-123456789012345678901234567890");

    @TempDir
    private Path directory;

    private static Trajectory<Guess, Rolls> everything() {
        return Trajectory.<Guess, Rolls>builder("dice", "2.1.0", "e-1")
                .agent("gambler")
                .task(Task.of("t-1", "train", "Guess.\nAlways.", JsonObject.of("limit", 0.1 + 0.2)), 4)
                .resetOptions(ResetOptions.defaults()
                        .withSeed(HUGE_SEED)
                        .withEpisodeId("e-1")
                        .with("sides", 6))
                .initial(
                        StepResult.of(new Rolls(List.of(), -0.0))
                                .withMetadata(JsonObject.of("a", Arrays.asList(1, null))),
                        new Drawing("[ ]", "<svg/>"))
                .add(TrajectoryStep.taken(new Guess(3), StepResult.of(new Rolls(List.of(3), Double.MIN_VALUE), 1e23)))
                .add(TrajectoryStep.<Guess, Rolls>failed(
                                new Guess(9), Failure.of("invalid_action", "face: 9 \u2713 \ud83c\udfb2", Blame.AGENT))
                        .withDrawing(new Drawing("[3]\n", null)))
                .add(TrajectoryStep.taken(
                        new Guess(1),
                        StepResult.truncated(new Rolls(List.of(3, 1), 2.0), -1).withEnd(true, true)))
                .outcome(Outcome.ENVIRONMENT_FAILED, Failure.of("exception", "late", Blame.ENVIRONMENT))
                .grade(new Grade(true, 0.75, "nearly"))
                .usage(Usage.tokens(12, 3).withModelCalls(2).withCost(0.0031))
                .duration(Duration.ofMillis(1234))
                .build();
    }

    @Test
    void everythingInATypedEpisodeComesBack() {
        var path = directory.resolve("all.jsonl");
        var original = everything();
        try (var writer = RecordingWriter.create(path)) {
            writer.write(original, DiceWorld.provider());
        }

        var read = Recording.read(path).episodes().get(0).toTrajectory(DiceWorld.provider());

        assertThat(Episodes.parts(read)).isEqualTo(Episodes.parts(original));
        assertThat(read.resetOptions().originalSeed()).contains(HUGE_SEED);
    }

    @Test
    void theJsonViewNeedsNoProvider() {
        var path = directory.resolve("all.jsonl");
        try (var writer = RecordingWriter.create(path)) {
            writer.write(everything(), DiceWorld.provider());
        }

        var episode = Recording.read(path).episodes().get(0);

        assertThat(episode.environment()).isEqualTo("dice");
        assertThat(episode.environmentVersion()).isEqualTo("2.1.0");
        assertThat(episode.episodeId()).isEqualTo("e-1");
        assertThat(episode.line()).isEqualTo(2);
        assertThat(episode.complete()).isTrue();
        assertThat(episode.intact()).isTrue();
        assertThat(episode.json().stepCount()).isEqualTo(2);
        assertThat(episode.json().totalReward()).isEqualTo(1e23 - 1);
        assertThat(episode.json().steps().get(0).action().json()).isEqualTo(JsonObject.of("face", 3));
        assertThat(episode.json()
                        .steps()
                        .get(0)
                        .result()
                        .orElseThrow()
                        .observation()
                        .json())
                .isEqualTo(JsonObject.of("faces", List.of(3), "luck", Double.MIN_VALUE));
    }

    @Test
    void worldsOfSeveralKindsShareAFile() {
        var echo = WorldProvider.json("echo", () -> new EchoWorld(json -> json));
        var path = directory.resolve("mixed.jsonl");
        try (var writer = RecordingWriter.create(path)) {
            Episodes.dice(writer, "d", 1);
            try (var world = Episodes.recording(echo.open(), echo, writer)) {
                world.reset(ResetOptions.seed(2).withEpisodeId("e").with("o", 1));
                world.step(
                        new JsonAction(JsonObject.of("deep", JsonObject.of("list", List.of(1, 2.5, "x")), "n", null)));
            }
            Episodes.dice(writer, "d2", 3);
            assertThat(writer.episodes()).isEqualTo(3);
        }

        var episodes = Recording.read(path).episodes();

        assertThat(episodes).extracting(RecordedEpisode::environment).containsExactly("dice", "echo", "dice");
        var typed = episodes.get(1).toTrajectory(echo);
        assertThat(typed.steps().get(0).result().orElseThrow().observation())
                .isEqualTo(new JsonObservation(typed.steps().get(0).action().json()));
        assertThatThrownBy(() -> episodes.get(0).toTrajectory(echo))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("'dice'")
                .hasMessageContaining("'echo'");
    }

    @Test
    void identicalEpisodesGiveIdenticalFiles() throws Exception {
        var first = Files.readAllBytes(Episodes.dice(directory, 3));
        var again = Files.readAllBytes(Episodes.dice(directory, 3));

        assertThat(again).isEqualTo(first);
    }

    @Test
    void versionOneIsWrittenAndReadAsEver() throws Exception {
        var golden = getClass().getResource("dice-version-1.jsonl");
        assertThat(golden).isNotNull();
        var kept = Path.of(golden.toURI());

        assertThat(Episodes.lines(Episodes.dice(directory, 2))).isEqualTo(Episodes.lines(kept));
        assertThat(Recording.read(kept).episodes()).hasSize(2);
        assertThat(Replay.of(DiceWorld.provider())
                        .run(Recording.read(kept).episodes().get(1))
                        .same())
                .isTrue();
    }

    @Test
    void theExampleInTheDocumentationIsARecording() throws Exception {
        var written = String.join("\n", Episodes.lines(Episodes.dice(directory, 1)));

        assertThat(Files.readString(Path.of("../docs/recording-format.md"))).contains("\n" + written + "\n");
    }

    @Test
    void anActionThatBreaksItsTypeIsKeptInWordsAndDoesNotCostTheEpisode() {
        var path = directory.resolve("words.jsonl");
        var refused = Failure.of("invalid_action", "face: expected 1 to 6, got -1", Blame.AGENT);
        var trajectory = everything().toBuilder()
                .add(TrajectoryStep.failed(new Guess(-1), refused))
                .build();
        try (var writer = RecordingWriter.create(path)) {
            writer.write(trajectory, DiceWorld.provider());
        }

        var episode = Recording.read(path).episodes().get(0);

        assertThat(episode.json().steps()).hasSize(4);
        assertThat(episode.json().steps().get(3).action().json())
                .isEqualTo(JsonObject.of("action_text", "Guess[face=-1]"));
        assertThat(episode.toTrajectory(DiceWorld.provider()).steps())
                .isEqualTo(everything().steps());
    }

    @Test
    void halfASurrogatePairInAnActionOrMessageDoesNotCostTheEpisode() {
        var echo = WorldProvider.json("echo", () -> new EchoWorld(json -> json));
        var path = directory.resolve("half.jsonl");
        var trajectory = Trajectory.<JsonAction, JsonObservation>builder("echo", "1.0.0", "e")
                .initial(StepResult.of(new JsonObservation(JsonObject.empty())), new Drawing("\ud800", null))
                .add(TrajectoryStep.failed(
                        new JsonAction(JsonObject.of("text", "\udc00")),
                        Failure.of("invalid_action", "got \udc00", Blame.AGENT)))
                .build();
        try (var writer = RecordingWriter.create(path)) {
            writer.write(trajectory, echo);
        }

        var step = Recording.read(path).episodes().get(0).json().steps().get(0);

        assertThat(step.action().json().string("action_text")).isPresent();
        assertThat(step.failure().orElseThrow().message()).isEqualTo("got \ufffd");
    }

    @Test
    void whatCannotBeReadAgainIsNotWritten() {
        var echo = WorldProvider.json("echo", () -> new EchoWorld(json -> json));
        var path = directory.resolve("limits.jsonl");
        try (var writer = RecordingWriter.create(path)) {
            for (var observation : List.of(
                    JsonObject.of("n", BigInteger.TEN.pow(1_000)),
                    JsonObject.of("n".repeat(50_001), 1),
                    JsonObject.of("text", "\ud800"))) {
                var trajectory = Trajectory.<JsonAction, JsonObservation>builder("echo", "1.0.0", "e")
                        .initial(StepResult.of(new JsonObservation(observation)), null)
                        .build();
                assertThatThrownBy(() -> writer.write(trajectory, echo))
                        .isInstanceOf(RecordingException.class)
                        .hasMessageContaining("reset: ")
                        .extracting(Episodes::code)
                        .isEqualTo("recording_not_encoded");
            }
            Episodes.dice(writer, "after", 1);
        }

        assertThat(Recording.read(path).episodes())
                .extracting(RecordedEpisode::episodeId)
                .containsExactly("after");
    }

    @Test
    void aHugeObservationComesBack() {
        var echo = WorldProvider.json("echo", () -> new EchoWorld(json -> json));
        var path = directory.resolve("huge.jsonl");
        var huge = new JsonAction(JsonObject.of("text", "0123456789\n\u20ac".repeat(1 << 20)));
        try (var writer = RecordingWriter.create(path);
                var world = Episodes.recording(echo.open(), echo, writer)) {
            world.reset(ResetOptions.seed(1));
            world.step(huge);
        }

        var step = Recording.read(path).episodes().get(0).json().steps().get(0);

        assertThat(step.action().equals(huge)).isTrue();
        assertThat(step.result().orElseThrow().observation().json().equals(huge.json()))
                .isTrue();
    }

    @Test
    void aSelectionOfEpisodesCanBeWrittenToAnotherFile() {
        var source = Recording.read(Episodes.dice(directory, 3));
        var path = directory.resolve("selection.jsonl");
        try (var writer = RecordingWriter.create(path)) {
            writer.write(source.episodes().get(2));
            writer.write(source.episodes().get(0));
        }

        var copy = Recording.read(path).episodes();

        assertThat(copy).extracting(RecordedEpisode::episodeId).containsExactly("episode-2", "episode-0");
        assertThat(Episodes.parts(copy.get(0).json()))
                .isEqualTo(Episodes.parts(source.episodes().get(2).json()));
    }

    @Test
    void aTypeThatChangedIsAClearError() {
        var provider = new WorldProvider<>(
                DiceWorld.provider().spec(),
                new SmallCodec<>(Guess.class, guess -> JsonObject.empty(), json -> {
                    throw new IllegalArgumentException("no such face");
                }),
                DiceWorld.ROLLS_CODEC,
                DiceWorld::new);
        var episode = Recording.read(Episodes.dice(directory, 1)).episodes().get(0);

        assertThatThrownBy(() -> episode.toTrajectory(provider))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("episode-0")
                .hasMessageContaining("step 0, action")
                .hasMessageContaining("no such face");
    }
}
