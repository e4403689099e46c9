package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.Blame;
import dev.openenv.CatalogEntry;
import dev.openenv.EnvironmentCatalog;
import dev.openenv.Failure;
import dev.openenv.Outcome;
import dev.openenv.StepResult;
import dev.openenv.Trajectory;
import dev.openenv.TrajectoryStep;
import dev.openenv.Usage;
import dev.openenv.recording.RecordingWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings with numbers and names at their limits, and what cannot be played again. */
class HostileRecordingTest {

    @TempDir
    private Path folder;

    @Test
    void hugeRewardsAndUsageAreShownAndReported() {
        var huge = StepResult.of(new Counter.Total(1), 1.7e308);
        var usage = Usage.tokens(Long.MAX_VALUE, Long.MAX_VALUE).withCost(Double.MAX_VALUE);
        var episode = episode("counter")
                .initial(StepResult.of(new Counter.Total(0)), null)
                .add(TrajectoryStep.taken(new Counter.Add(1, false), huge))
                .add(TrajectoryStep.taken(new Counter.Add(1, false), huge))
                .usage(usage)
                .outcome(Outcome.UNSOLVED, null)
                .build();
        var file = recorded(episode, episode);

        var show = CommandRun.of("show", file);
        assertThat(show.code()).as(show.err()).isZero();
        assertThat(show.out()).contains("1.79769E+308");
        assertThat(CommandRun.of("show", file, "1").out()).contains("total reward 1.79769E+308");
        var report = report(file);
        assertThat(report.code()).as(report.err()).isZero();
    }

    @Test
    void aNameThatNoSpecMayHaveIsReportedAsItIs() {
        var report = report(recorded(episode("no spec's name").build()));

        assertThat(report.code()).as(report.err()).isZero();
        assertThat(folder.resolve("page.html")).content().contains("no spec");
    }

    @Test
    void whatCannotBePlayedAgainIsSkippedWithANote() {
        var lost = episode("counter")
                .outcome(Outcome.ENVIRONMENT_FAILED, Failure.of("lost", "the line is dead", Blame.INFRASTRUCTURE))
                .build();

        var run = CommandRun.with(Counter.catalog(1), "replay", recorded(lost));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("(?m)^counter +0 +0 +1 +0 +not replayable: lost .*the line is dead");
    }

    @Test
    void aHugeRewardRangeIsDescribedAsItIs() {
        var provider = Counter.provider(1).withRewardRange(-1, 1e300);
        EnvironmentCatalog catalog = () -> List.of(CatalogEntry.of(provider));

        assertThat(CommandRun.with(catalog, "describe", "counter").out()).contains("-1 to 1.0E300 for each step");
    }

    private static Trajectory.Builder<Counter.Add, Counter.Total> episode(String environment) {
        return Trajectory.builder(environment, "1.0.0", "e");
    }

    @SafeVarargs
    private String recorded(Trajectory<Counter.Add, Counter.Total>... episodes) {
        var file = folder.resolve("hostile.jsonl");
        try (var writer = RecordingWriter.create(file)) {
            var provider =
                    Counter.provider(1).withName(episodes[0].environment().replaceAll("[^a-z]", "-"));
            for (var episode : episodes) {
                writer.write(episode, provider);
            }
        }
        return file.toString();
    }

    private CommandRun report(String file) {
        return CommandRun.of(
                "report", file, "--out", folder.resolve("page.html").toString());
    }
}
