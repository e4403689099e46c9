package dev.openenv.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openenv.EpisodeOverException;
import dev.openenv.InvalidActionException;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.rollout.Rollouts;
import dev.openenv.rollout.RunFailedException;
import dev.openenv.testworlds.Line;
import dev.openenv.testworlds.Line.Place;
import dev.openenv.testworlds.Line.Walk;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings with the real codecs, provider and rollouts. */
class RolloutRecordingTest {

    @TempDir
    private Path directory;

    private static Rollouts<Walk, Place> walks() {
        return Rollouts.of(Line.provider())
                .agent("walker", () -> episode -> {
                    while (!episode.done()) {
                        assertThatThrownBy(() -> episode.step(new Walk(0))).isInstanceOf(InvalidActionException.class);
                        assertThatThrownBy(() -> episode.step(new Walk(4))).isInstanceOf(InvalidActionException.class);
                        episode.step(Line.towards(episode.last().observation()));
                    }
                    assertThatThrownBy(() -> episode.step(new Walk(1))).isInstanceOf(EpisodeOverException.class);
                })
                .episodes(20)
                .maxSteps(4)
                .drawings(true)
                .seed(7)
                .parallel(4);
    }

    @Test
    void aRunIsRecordedReadBackAndReplayed() {
        var provider = Line.provider();
        var path = directory.resolve("run.jsonl");
        try (var writer = RecordingWriter.create(path)) {
            var run = walks().listener(writer.listener(provider)).run();

            var played = run.trajectories().stream()
                    .sorted(Comparator.comparing(t -> t.episodeId()))
                    .toList();
            var recorded = Recording.read(path).episodes().stream()
                    .sorted(Comparator.comparing(RecordedEpisode::episodeId))
                    .toList();
            assertThat(recorded).hasSize(20);
            for (var i = 0; i < 20; i++) {
                var typed = recorded.get(i).toTrajectory(provider);
                // Walk(4) breaks its own type, so it is recorded in words and left out of the typed view.
                assertThat(typed.steps())
                        .isEqualTo(played.get(i).steps().stream()
                                .filter(step -> step.action().by() < 4)
                                .toList());
                assertThat(typed.task()).isEqualTo(played.get(i).task());
                assertThat(typed.resetOptions()).isEqualTo(played.get(i).resetOptions());
                assertThat(typed.totalReward()).isEqualTo(played.get(i).totalReward());
                assertThat(typed.outcome()).isEqualTo(played.get(i).outcome());

                var result = Replay.of(provider).run(recorded.get(i));
                assertThat(result.same()).as(result.toString()).isTrue();
                assertThat(result.sameSteps()).isEqualTo(played.get(i).steps().size());
                assertThat(result.cutOffByRun()).isEqualTo(played.get(i).outcome() == Outcome.TRUNCATED);
            }
            assertThat(recorded).extracting(e -> e.json().outcome()).contains(Outcome.SOLVED, Outcome.TRUNCATED);
        }
    }

    @Test
    void aLimitThatIsGoneIsSaidAndATighterOneDiverges() {
        var limited = Line.provider().withMaxSteps(2);
        var path = directory.resolve("limited.jsonl");
        try (var writer = RecordingWriter.create(path);
                var world = RecordingEnvironment.of(limited.open(), limited, writer)) {
            world.reset(ResetOptions.seed(1));
            world.step(new Walk(-1));
            world.step(new Walk(-1));
        }
        var episode = Recording.read(path).episodes().get(0);

        assertThat(episode.json().truncated()).isTrue();
        assertThat(Replay.of(limited).run(episode).cutOffByRun()).isFalse();
        assertThat(Replay.of(Line.provider()).run(episode).cutOffByRun())
                .as("nobody can tell it from a limit of a run, so it is said")
                .isTrue();
        assertThat(Replay.of(Line.provider().withMaxSteps(1)).run(episode).divergence())
                .contains(new Divergence(0, "/truncated", "false", "true"));
    }

    @Test
    void aRecordingThatFailsStopsTheRun() {
        var writer = RecordingWriter.create(directory.resolve("closed.jsonl"));
        writer.close();

        assertThatThrownBy(
                        () -> walks().listener(writer.listener(Line.provider())).run())
                .isInstanceOf(RunFailedException.class)
                .hasRootCauseInstanceOf(RecordingException.class);
    }
}
