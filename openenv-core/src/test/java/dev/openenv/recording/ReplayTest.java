package dev.openenv.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.Environment;
import dev.openenv.EnvironmentProvider;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.InvalidActionException;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.recording.DiceWorld.Guess;
import dev.openenv.recording.DiceWorld.Rolls;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    @TempDir
    private Path directory;

    /** Plays the dice with these guesses; what is thrown is recorded and left. */
    private RecordedEpisode played(EnvironmentProvider<Guess, Rolls> provider, ResetOptions options, int... guesses) {
        var path = directory.resolve("played.jsonl");
        try (var writer = RecordingWriter.replace(path);
                var world = RecordingEnvironment.of(provider.open(), provider, writer)) {
            try {
                world.reset(options);
                for (var guess : guesses) {
                    try {
                        world.step(new Guess(guess));
                    } catch (InvalidActionException e) {
                        assertThat(e.field()).contains("face");
                    }
                }
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("broken");
            }
        }
        return Recording.read(path).episodes().get(0);
    }

    private static Environment<Guess, Rolls> changedSteps(UnaryOperator<StepResult<Rolls>> change) {
        return new ForwardingEnvironment<>(new DiceWorld()) {
            @Override
            public StepResult<Rolls> step(Guess guess) {
                return change.apply(super.step(guess));
            }
        };
    }

    private static ReplayResult replayed(RecordedEpisode episode, UnaryOperator<StepResult<Rolls>> change) {
        return Replay.of(DiceWorld.provider("1.0.0", () -> changedSteps(change)))
                .run(episode);
    }

    @Test
    void theSameWorldGivesTheSameEpisode() {
        var result = Replay.of(DiceWorld.provider()).run(played(DiceWorld.provider(), ResetOptions.seed(3), 1, 2, 3));

        assertThat(result.same()).isTrue();
        assertThat(result.divergence()).isEmpty();
        assertThat(result.sameSteps()).isEqualTo(3);
        assertThat(result.versionChanged()).isFalse();
        assertThat(result).hasToString("ReplayResult[dice-chosen, the same, steps the same: 3]");
    }

    @Test
    void whatIsIgnoredIsNoDifference() {
        var episode = played(DiceWorld.provider(), ResetOptions.seed(3), 1, 2);
        var changed = DiceWorld.provider("1.0.0", () -> changedSteps(result -> result.withReward(77)));

        var result = Replay.of(changed).ignoring(IgnoredValues.at("/reward")).run(episode);

        assertThat(result.same()).isTrue();
        assertThat(Replay.of(changed).run(episode).divergence().orElseThrow().pointer())
                .isEqualTo("/reward");
    }

    @Test
    void anEpisodeOutsideOfARecordingIsReplayedToo() {
        var episode = played(DiceWorld.provider(), ResetOptions.seed(3), 1, 2);

        assertThat(Replay.of(DiceWorld.provider()).run(episode.json()).same()).isTrue();
        assertThat(Replay.of(DiceWorld.provider("1.0.0", () -> changedSteps(result -> result.withReward(77))))
                        .run(episode.json())
                        .divergence()
                        .orElseThrow()
                        .pointer())
                .isEqualTo("/reward");
    }

    @Test
    void seedsBeyond64BitsAreReplayed() {
        var seed = BigInteger.TWO.pow(200).negate().subtract(BigInteger.ONE);
        var episode = played(DiceWorld.provider(), ResetOptions.defaults().withSeed(seed), 1, 2, 3);

        assertThat(episode.json().resetOptions().originalSeed()).contains(seed);
        assertThat(Replay.of(DiceWorld.provider()).run(episode).same()).isTrue();
    }

    @Test
    void anotherSeedDivergesAtReset() {
        var episode = played(DiceWorld.provider(), ResetOptions.seed(3), 1, 2, 3);
        var otherSeed = DiceWorld.provider("1.0.0", () -> new ForwardingEnvironment<>(new DiceWorld()) {
            @Override
            public StepResult<Rolls> reset(ResetOptions options) {
                return super.reset(options.withSeed(4));
            }
        });

        var result = Replay.of(otherSeed).run(episode);

        assertThat(result.same()).isFalse();
        assertThat(result.sameSteps()).isZero();
        assertThat(result.divergence()).hasValueSatisfying(divergence -> {
            assertThat(divergence.step()).isEqualTo(Divergence.RESET);
            assertThat(divergence.pointer()).isEqualTo("/observation/luck");
            assertThat(divergence.expected()).isNotEqualTo(divergence.actual());
        });
    }

    @Test
    void theFirstDifferentPlaceIsNamed() {
        var episode = played(DiceWorld.provider(), ResetOptions.seed(3), 1, 2, 3);
        var steps = new AtomicInteger();

        var result = replayed(episode, step -> {
            if (steps.getAndIncrement() == 0) {
                return step;
            }
            return step.map(rolls -> {
                var faces = new ArrayList<>(rolls.faces());
                faces.set(1, 99);
                return new Rolls(faces, rolls.luck());
            });
        });

        var face = episode.toTrajectory(DiceWorld.provider())
                .steps()
                .get(1)
                .result()
                .orElseThrow()
                .observation()
                .faces()
                .get(1);
        assertThat(result.divergence()).contains(new Divergence(1, "/observation/faces/1", face.toString(), "99"));
        assertThat(result.divergence().orElseThrow())
                .hasToString("step 1, /observation/faces/1: expected " + face + ", got 99");
        assertThat(result.sameSteps()).isEqualTo(1);
    }

    @Test
    void everyPartOfAResultIsCompared() {
        var episode = played(DiceWorld.provider(), ResetOptions.seed(3), 1, 2);

        assertThat(replayed(episode, step -> step.withReward(step.rewardOrZero() + Math.ulp(step.rewardOrZero())))
                        .divergence())
                .map(Divergence::pointer)
                .contains("/reward");
        assertThat(replayed(episode, StepResult::withoutReward).divergence())
                .hasValueSatisfying(
                        divergence -> assertThat(divergence.actual()).isEqualTo("nothing"));
        assertThat(replayed(episode, step -> step.withEnd(true, false)).divergence())
                .contains(new Divergence(0, "/terminated", "false", "true"));
        assertThat(replayed(episode, step -> step.withEnd(false, true)).divergence())
                .contains(new Divergence(0, "/truncated", "false", "true"));
        assertThat(replayed(episode, step -> step.withMetadata(JsonObject.of("a/b", 1)))
                        .divergence())
                .map(Divergence::pointer)
                .contains("/metadata");
        assertThat(replayed(episode, step -> step.map(r -> new Rolls(r.faces(), Math.nextUp(r.luck()))))
                        .divergence())
                .map(Divergence::pointer)
                .contains("/observation/luck");
        assertThat(replayed(episode, UnaryOperator.identity()).same()).isTrue();
    }

    @Test
    void refusedActionsAreGivenAgain() {
        var provider = DiceWorld.provider();
        var episode = played(provider, ResetOptions.seed(3), 7, 1, 0, -1, 2, 3);

        assertThat(episode.json().steps()).hasSize(6);
        var result = Replay.of(provider).run(episode);
        assertThat(result.same()).isTrue();
        assertThat(result.sameSteps()).isEqualTo(6);
    }

    @Test
    void anActionThatIsNoLongerRefusedDiverges() {
        var episode = played(DiceWorld.provider(), ResetOptions.seed(3), 1, 7);
        var tolerant = DiceWorld.provider("1.0.0", () -> new ForwardingEnvironment<>(new DiceWorld()) {
            @Override
            public StepResult<Rolls> step(Guess guess) {
                return super.step(new Guess(Math.min(6, guess.face())));
            }
        });

        assertThat(Replay.of(tolerant).run(episode).divergence()).hasValueSatisfying(divergence -> {
            assertThat(divergence.step()).isEqualTo(1);
            assertThat(divergence.pointer()).isEqualTo("/failure");
            assertThat(divergence.expected()).startsWith("invalid_action (blame agent): face");
            assertThat(divergence.actual()).isEqualTo("a result");
        });
    }

    @Test
    void aWorldThatThrowsNowDiverges() {
        var episode = played(DiceWorld.provider(), ResetOptions.seed(3), 1, 2, 3);

        var result = replayed(episode, step -> {
            throw new IllegalStateException("broken");
        });

        assertThat(result.divergence()).hasValueSatisfying(divergence -> {
            assertThat(divergence.step()).isZero();
            assertThat(divergence.pointer()).isEqualTo("/failure");
            assertThat(divergence.expected()).isEqualTo("a result");
            assertThat(divergence.actual()).contains("exception", "blame environment", "broken");
        });
    }

    @Test
    void aWorldThatThrewInTheSamePlaceIsTheSame() {
        var failing = DiceWorld.provider(
                "1.0.0",
                () -> changedSteps(step -> {
                    if (step.observation().faces().size() == 2) {
                        throw new IllegalStateException("broken");
                    }
                    return step;
                }));
        var episode = played(failing, ResetOptions.seed(3), 1, 2);

        assertThat(episode.json().steps().get(1).failure()).isPresent();
        assertThat(Replay.of(failing).run(episode).same()).isTrue();
        assertThat(Replay.of(DiceWorld.provider()).run(episode).divergence())
                .map(Divergence::actual)
                .contains("a result");
    }

    @Test
    void aResetThatFailedMustFailAgain() {
        var failing = DiceWorld.provider("1.0.0", () -> new ForwardingEnvironment<>(new DiceWorld()) {
            @Override
            public StepResult<Rolls> reset(ResetOptions options) {
                throw new IllegalStateException("broken");
            }
        });
        var failed = played(failing, ResetOptions.seed(1));
        var played = played(DiceWorld.provider(), ResetOptions.seed(1), 1);

        assertThat(Replay.of(failing).run(failed).same()).isTrue();
        assertThat(Replay.of(DiceWorld.provider()).run(failed).divergence())
                .hasValueSatisfying(divergence -> assertThat(divergence.step()).isEqualTo(Divergence.RESET));
        assertThat(Replay.of(failing).run(played).divergence())
                .hasValueSatisfying(
                        divergence -> assertThat(divergence.actual()).contains("broken"));
    }

    @Test
    void anotherVersionIsSaid() {
        var result = Replay.of(DiceWorld.provider("1.1.0", DiceWorld::new))
                .run(played(DiceWorld.provider(), ResetOptions.seed(3), 1));

        assertThat(result.same()).isTrue();
        assertThat(result.versionChanged()).isTrue();
        assertThat(result.recordedVersion()).isEqualTo("1.0.0");
        assertThat(result.version()).isEqualTo("1.1.0");
        assertThat(result.toString()).contains("recorded with version 1.0.0, now 1.1.0");
    }

    @Test
    void anotherEnvironmentIsRefused() {
        var episode = played(DiceWorld.provider(), ResetOptions.seed(3), 1);
        var echo = WorldProvider.json("echo", () -> new EchoWorld(json -> json));

        assertThatThrownBy(() -> Replay.of(echo).run(episode))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("'dice'")
                .hasMessageContaining("'echo'")
                .extracting(Episodes::code)
                .isEqualTo("recording_mismatch");
    }

    @Test
    void anActionThatCannotBeGivenAgainDiverges() {
        var narrow = new WorldProvider<>(
                DiceWorld.provider().spec(),
                new SmallCodec<>(
                        Guess.class, guess -> JsonObject.empty(), json -> DiceWorld.GUESSES.decode(JsonObject.empty())),
                DiceWorld.ROLLS_CODEC,
                DiceWorld::new);
        var episode = played(DiceWorld.provider(), ResetOptions.seed(3), 1);

        assertThat(Replay.of(narrow).run(episode).divergence()).hasValueSatisfying(divergence -> {
            assertThat(divergence.pointer()).isEqualTo("/action");
            assertThat(divergence.expected()).isEqualTo("{\"face\":1}");
            assertThat(divergence.actual()).contains("cannot be given again", "/face: missing");
        });
    }

    @Test
    void numbersOfAnotherKindAndHugeValuesAreShownShort() {
        var echo = WorldProvider.json("echo", () -> new EchoWorld(json -> json));
        var path = directory.resolve("echo.jsonl");
        try (var writer = RecordingWriter.create(path);
                var world = RecordingEnvironment.of(echo.open(), echo, writer)) {
            world.reset(ResetOptions.seed(1));
            world.step(new JsonAction(JsonObject.of("n", 1, "zero", 0.0, "text", "x".repeat(5_000))));
        }
        var episode = Recording.read(path).episodes().get(0);

        assertThat(Replay.of(echo).run(episode).same()).isTrue();
        assertThat(changed(episode, json -> json.with("n", 1.0)))
                .isEqualTo(new Divergence(0, "/observation/n", "1", "1.0"));
        assertThat(changed(episode, json -> json.with("zero", -0.0)))
                .isEqualTo(new Divergence(0, "/observation/zero", "0.0", "-0.0"));
        assertThat(changed(episode, json -> json.with("n", List.of(1))))
                .isEqualTo(new Divergence(0, "/observation/n", "1", "[1]"));
        assertThat(changed(episode, json -> json.with("a~/b", null)))
                .isEqualTo(new Divergence(0, "/observation/a~0~1b", "nothing", "null"));
        assertThat(changed(episode, json -> json.with("text", "y")).expected())
                .hasSizeLessThan(300)
                .contains("5002 characters");
    }

    private static Divergence changed(RecordedEpisode episode, UnaryOperator<JsonObject> change) {
        var provider = WorldProvider.json("echo", () -> new EchoWorld(change));
        return Replay.<JsonAction, JsonObservation>of(provider)
                .run(episode)
                .divergence()
                .orElseThrow();
    }

    @Test
    void theWorldIsClosed() {
        var closed = new AtomicInteger();
        var provider = DiceWorld.provider("1.0.0", () -> new ForwardingEnvironment<>(new DiceWorld()) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        });

        Replay.of(provider).run(played(DiceWorld.provider(), ResetOptions.seed(3), 1));

        assertThat(closed).hasValue(1);
    }

    @Test
    void whatFailedOutsideOfTheWorldIsNotReplayable() throws Exception {
        for (var failure : List.of(
                "{\"code\":\"deadline_exceeded\",\"message\":\"late\",\"blame\":\"environment\"}",
                "{\"code\":\"lost\",\"message\":\"gone\",\"blame\":\"infrastructure\"}",
                "{\"code\":\"closed\",\"message\":\"closed\",\"blame\":\"caller\"}")) {
            var reset = foreign("{\"line\":\"end\",\"outcome\":\"environment_failed\",\"failure\":" + failure
                    + ",\"duration_ms\":0}");
            var step = foreign(
                    recorded(1),
                    "{\"line\":\"step\",\"index\":0,\"action\":{\"face\":1},\"failure\":" + failure + "}",
                    "{\"line\":\"end\",\"outcome\":\"environment_failed\",\"duration_ms\":0}");
            for (var episode : List.of(reset, step)) {
                var result = Replay.of(DiceWorld.provider()).run(episode);
                assertThat(result.notReplayable()).as(failure).isPresent();
                assertThat(result.same()).isFalse();
                assertThat(result.divergence()).isEmpty();
            }
            assertThat(Replay.of(DiceWorld.provider("1.0.0", () -> new ForwardingEnvironment<>(new DiceWorld()) {
                                @Override
                                public StepResult<Rolls> reset(ResetOptions options) {
                                    return super.reset(options.withSeed(77));
                                }
                            }))
                            .run(step)
                            .divergence())
                    .as("what differs before it is found")
                    .isPresent();
        }
    }

    @Test
    void anEpisodeCancelledBeforeItsResetIsNotReplayable() throws Exception {
        var result = Replay.of(DiceWorld.provider())
                .run(foreign("{\"line\":\"end\",\"outcome\":\"cancelled\",\"duration_ms\":0}"));

        assertThat(result.notReplayable()).contains("cancelled before reset came back");
        assertThat(result.toString()).contains("not replayable: cancelled");
    }

    /** A line of an episode of the dice with seed 0. */
    private String recorded(int line) throws Exception {
        return Episodes.lines(Episodes.dice(directory, 1)).get(1 + line);
    }

    /** An episode with these lines behind the first one of an episode of the dice. */
    private RecordedEpisode foreign(String... lines) throws Exception {
        var all = new ArrayList<>(List.of(recorded(-1), recorded(0)));
        all.addAll(List.of(lines));
        return Recording.read(Episodes.chained(directory, all)).episodes().get(0);
    }
}
