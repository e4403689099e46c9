package dev.openenv.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.openenv.Blame;
import dev.openenv.Drawing;
import dev.openenv.Environment;
import dev.openenv.EpisodeOverException;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.InvalidActionException;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.State;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.json.JsonAction;
import dev.openenv.json.JsonObject;
import dev.openenv.json.JsonObservation;
import dev.openenv.recording.DiceWorld.Guess;
import dev.openenv.recording.DiceWorld.Rolls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingEnvironmentTest {

    @TempDir
    private Path directory;

    private Path path() {
        return directory.resolve("hand.jsonl");
    }

    private Trajectory<JsonAction, JsonObservation> only() {
        var recording = Recording.read(path());
        assertThat(recording.issues()).isEmpty();
        assertThat(recording.episodes()).hasSize(1);
        return recording.episodes().get(0).json();
    }

    @Test
    void aFinishedEpisodeIsWrittenAsSoonAsItEnds() {
        var provider = DiceWorld.provider();
        try (var writer = RecordingWriter.create(path());
                var world = RecordingEnvironment.of(provider.open(), provider, writer)) {
            world.reset(ResetOptions.seed(5).withEpisodeId("mine").with("x", 1));
            for (var i = 0; i < DiceWorld.ROLLS; i++) {
                world.step(new Guess(1));
            }
            assertThat(only().outcome()).isIn(Outcome.SOLVED, Outcome.UNSOLVED);
            assertThat(only().episodeId()).isEqualTo("mine");
            assertThat(only().resetOptions())
                    .isEqualTo(ResetOptions.seed(5).withEpisodeId("mine").with("x", 1));
        }
        assertThat(only().steps()).hasSize(3);
    }

    @Test
    void theOutcomeFollowsTheSpec() {
        var provider = DiceWorld.provider();
        try (var writer = RecordingWriter.create(path());
                var world = RecordingEnvironment.of(provider.open(), provider, writer)) {
            for (var seed = 0; seed < 20; seed++) {
                world.reset(ResetOptions.seed(seed));
                for (var i = 0; i < DiceWorld.ROLLS; i++) {
                    world.step(new Guess(1));
                }
            }
        }

        var episodes = Recording.read(path()).episodes();
        assertThat(episodes).extracting(e -> e.json().outcome()).contains(Outcome.SOLVED, Outcome.UNSOLVED);
        assertThat(episodes).allSatisfy(e -> assertThat(e.json().outcome() == Outcome.SOLVED)
                .isEqualTo(e.json().totalReward() >= 1));
    }

    @Test
    void anEpisodeWithoutSeedIsGivenOneAndTheWorldsId() {
        var provider = DiceWorld.provider();
        try (var writer = RecordingWriter.create(path());
                var world = RecordingEnvironment.of(provider.open(), provider, writer)) {
            world.reset();
        }

        assertThat(only().resetOptions().seed()).isPresent();
        assertThat(only().episodeId()).isEqualTo("dice-chosen");
    }

    @Test
    void anEpisodeLeftBeforeItsEndIsWrittenAsStopped() {
        var provider = DiceWorld.provider();
        try (var writer = RecordingWriter.create(path())) {
            var world = RecordingEnvironment.of(provider.open(), provider, writer);
            world.reset(ResetOptions.seed(1).withEpisodeId("left by reset"));
            world.step(new Guess(1));
            world.reset(ResetOptions.seed(2).withEpisodeId("left by close"));
            world.close();
            assertThat(writer.episodes()).isEqualTo(2);
            world.close();
            assertThat(writer.episodes()).as("closed twice").isEqualTo(2);
        }

        assertThat(Recording.read(path()).episodes())
                .extracting(RecordedEpisode::episodeId, e -> e.json().outcome())
                .containsExactly(
                        tuple("left by reset", Outcome.AGENT_STOPPED), tuple("left by close", Outcome.AGENT_STOPPED));
    }

    @Test
    void aRefusedActionIsAStepAndTheEpisodeGoesOn() {
        var provider = DiceWorld.provider();
        try (var writer = RecordingWriter.create(path());
                var world = RecordingEnvironment.of(provider.open(), provider, writer)) {
            world.reset(ResetOptions.seed(1));
            assertThatThrownBy(() -> world.step(new Guess(7))).isInstanceOf(InvalidActionException.class);
            world.step(new Guess(1));
        }

        assertThat(only().steps()).hasSize(2);
        assertThat(only().stepCount()).isEqualTo(1);
        var refused = only().steps().get(0).failure().orElseThrow();
        assertThat(refused.code()).isEqualTo("invalid_action");
        assertThat(refused.blame()).isEqualTo(Blame.AGENT);
    }

    @Test
    void aWorldThatThrowsEndsTheEpisodeAsFailed() {
        for (Throwable thrown : List.of(new IllegalStateException("lost"), new StackOverflowError("deep"))) {
            var provider = WorldProvider.json("echo", () -> new EchoWorld(json -> sneak(thrown)));
            try (var writer = RecordingWriter.replace(path());
                    var world = RecordingEnvironment.of(provider.open(), provider, writer)) {
                world.reset(ResetOptions.seed(1));
                assertThatThrownBy(() -> world.step(new JsonAction(JsonObject.empty())))
                        .isSameAs(thrown);
                assertThat(writer.episodes()).isEqualTo(1);
            }

            assertThat(only().outcome()).isEqualTo(Outcome.ENVIRONMENT_FAILED);
            assertThat(only().failure().orElseThrow().message()).contains(String.valueOf(thrown.getMessage()));
            assertThat(only().steps().get(0).failure()).isEqualTo(only().failure());
        }
    }

    private static JsonObject sneak(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }

    @Test
    void aResetThatThrowsIsRecordedToo() {
        var provider = WorldProvider.json("broken", BrokenReset::new);
        try (var writer = RecordingWriter.create(path());
                var world = RecordingEnvironment.of(provider.open(), provider, writer)) {
            assertThatThrownBy(() -> world.reset(ResetOptions.seed(1))).hasMessage("no board");
        }

        assertThat(only().initial()).isEmpty();
        assertThat(only().outcome()).isEqualTo(Outcome.ENVIRONMENT_FAILED);
        assertThat(only().episodeId()).isEqualTo("episode-1");
    }

    static final class BrokenReset implements Environment<JsonAction, JsonObservation> {
        @Override
        public StepResult<JsonObservation> reset(ResetOptions options) {
            throw new IllegalStateException("no board");
        }

        @Override
        public StepResult<JsonObservation> step(JsonAction action) {
            throw new IllegalStateException("no board");
        }
    }

    @Test
    void callsOutOfOrderAreTheCallersAndNotRecorded() {
        var provider = WorldProvider.json(
                "echo",
                () -> new EchoWorld(json -> {
                    throw new EpisodeOverException("it is over");
                }));
        try (var writer = RecordingWriter.create(path());
                var world = RecordingEnvironment.of(provider.open(), provider, writer)) {
            assertThatThrownBy(() -> world.step(new JsonAction(JsonObject.empty())))
                    .isInstanceOf(EpisodeOverException.class);
            world.reset(ResetOptions.seed(1));
            assertThatThrownBy(() -> world.step(new JsonAction(JsonObject.empty())))
                    .isInstanceOf(EpisodeOverException.class);
        }

        assertThat(only().steps()).isEmpty();
        assertThat(only().outcome()).isEqualTo(Outcome.AGENT_STOPPED);
    }

    @Test
    void drawingsAreRecordedWhenAskedFor() {
        var provider = DiceWorld.provider();
        try (var writer = RecordingWriter.create(path());
                var world = RecordingEnvironment.of(provider.open(), provider, writer)
                        .withDrawings()) {
            world.reset(ResetOptions.seed(1));
            world.step(new Guess(1));
        }

        assertThat(only().initialDrawing()).contains(new Drawing("dice []", null));
        assertThat(only().steps().get(0).drawing().orElseThrow().text())
                .startsWith("dice [")
                .hasSize(8);
    }

    @Test
    void drawingsAreNotMadeUnasked() {
        Episodes.dice(directory, 1);
        var episode =
                Recording.read(Episodes.dice(directory, 1)).episodes().get(0).json();

        assertThat(episode.initialDrawing()).isEmpty();
        assertThat(episode.steps()).extracting(TrajectoryStep::drawing).allMatch(Optional::isEmpty);
    }

    @Test
    void theDurationRunsFromResetToTheEnd() {
        var provider = DiceWorld.provider();
        var clock = new AtomicLong(7);
        try (var writer = RecordingWriter.create(path());
                var world = new RecordingEnvironment<>(provider.open(), provider, writer, clock::get, false)) {
            world.reset(ResetOptions.seed(1));
            clock.addAndGet(Duration.ofMillis(250).toNanos());
        }

        assertThat(only().duration()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void aWorldWhoseStateThrowsIsRecordedUnderAnIdOfItsOwn() {
        var provider = DiceWorld.provider();
        var stateless = new ForwardingEnvironment<Guess, Rolls>(provider.open()) {
            @Override
            public State state() {
                throw new IllegalStateException("no state");
            }
        };
        try (var writer = RecordingWriter.create(path());
                var world = RecordingEnvironment.of(stateless, provider, writer)) {
            world.reset();
        }

        assertThat(only().episodeId()).isEqualTo("episode-1");
    }

    @Test
    void aRecordingThatFailsIsToldToTheLoopAndCloseStillClosesTheWorld() {
        var provider = DiceWorld.provider();
        var closed = new AtomicLong();
        var inner = new ForwardingEnvironment<Guess, Rolls>(provider.open()) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        var writer = RecordingWriter.create(path());
        writer.close();
        try (var world = RecordingEnvironment.of(inner, provider, writer)) {
            world.reset(ResetOptions.seed(1));
            assertThatThrownBy(() -> world.reset(ResetOptions.seed(2))).isInstanceOf(RecordingException.class);
            world.reset(ResetOptions.seed(3));
        }

        assertThat(closed).hasValue(1);
    }
}
