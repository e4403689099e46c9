package dev.openenv.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openenv.CapacityException;
import dev.openenv.CatalogEntry;
import dev.openenv.Environment;
import dev.openenv.EnvironmentCatalog;
import dev.openenv.ForwardingEnvironment;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.ResetOptions;
import dev.openenv.StepResult;
import dev.openenv.TaskSet;
import dev.openenv.provider.InProcessProvider;
import dev.openenv.recording.Recording;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    @TempDir
    private Path folder;

    private String out = "";

    @BeforeEach
    void out() {
        out = folder.resolve("run").toString();
    }

    @Test
    void playsEachTaskAsOftenAsAsked() {
        var run = CommandRun.with(
                Counter.catalog(1),
                "run",
                "counter",
                "--agent",
                "steady",
                "--tasks",
                "2",
                "--attempts",
                "3",
                "--out",
                out);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("(?m)^steady +2 +6 +6 ");
        assertThat(episodes().episodes())
                .hasSize(6)
                .allSatisfy(episode -> assertThat(episode.json().outcome()).isEqualTo(Outcome.SOLVED));
    }

    @Test
    void aFailureOfTheEnvironmentIsSaidAndBothFilesAreThere() {
        var run = CommandRun.with(
                Counter.catalog(1), "run", "counter", "--agent", "breaker", "--agent", "steady", "--out", out);

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("3 episodes did not finish; the first is breaker/count-0/0", "nine breaks it");
        assertThat(run.lines().get(run.lines().size() - 2)).startsWith("episodes: ");
        assertThat(episodes().episodes()).hasSize(6);
        assertThat(folder.resolve("run/report.html")).isNotEmptyFile();
    }

    @Test
    void whatCannotBeRecordedFailsItsEpisodeAndTheRunGoesOn() {
        record Level(double value) implements Observation {}
        var provider = InProcessProvider.of(Counter.Add.class, Level.class, () -> new Environment<>() {
                    @Override
                    public StepResult<Level> reset(ResetOptions options) {
                        return StepResult.of(new Level(0));
                    }

                    @Override
                    public StepResult<Level> step(Counter.Add action) {
                        return StepResult.terminated(new Level(Double.NaN), 1);
                    }
                })
                .withName("leveller")
                .withTasks(TaskSet.seeds("level", 0, 50));
        EnvironmentCatalog catalog =
                () -> List.of(CatalogEntry.of(provider).withPolicy("any", () -> level -> new Counter.Add(1, false)));

        var run = CommandRun.with(catalog, "run", "leveller", "--agent", "any", "--parallel", "1", "--out", out);

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("50 episodes did not finish", "cannot be written as JSON", "/value");
        assertThat(run.lines().get(run.lines().size() - 2))
                .isEqualTo("episodes: " + folder.resolve("run/episodes.jsonl"));
        assertThat(run.lines().get(run.lines().size() - 1)).startsWith("report:   ");
        assertThat(episodes().episodes()).hasSize(50);
    }

    @Test
    void maxStepsCutsEpisodesOff() {
        var run = CommandRun.with(
                Counter.catalog(1), "run", "counter", "--agent", "steady", "--max-steps", "1", "--out", out);

        assertThat(run.code()).isZero();
        assertThat(episodes().episodes())
                .allSatisfy(episode -> assertThat(episode.json().outcome()).isEqualTo(Outcome.TRUNCATED));
    }

    @Test
    void anEnvironmentWithoutTasksPlaysEpisodes() {
        var run = CommandRun.of("run", "echo", "--agent", "caller", "--tasks", "4", "--out", out);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(episodes().episodes()).hasSize(4);
    }

    @Test
    void whatDoesNotExistIsSaidTogetherWithWhatDoes() {
        var agent = CommandRun.of("run", "word-game", "--agent", "clever", "--out", out);
        assertThat(agent.code()).isEqualTo(ExitCode.USAGE);
        assertThat(agent.err()).contains("no agent 'clever'; there are information, simple");

        var split = CommandRun.of("run", "word-game", "--agent", "simple", "--split", "dev", "--out", out);
        assertThat(split.code()).isEqualTo(ExitCode.USAGE);
        assertThat(split.err()).contains("no split 'dev'; there are test, train");

        var world = CommandRun.with(Counter.catalog(1), "run", "chess", "--agent", "a", "--out", out);
        assertThat(world.code()).isEqualTo(ExitCode.USAGE);
        assertThat(world.err()).contains("no environment is called 'chess'; there are counter");

        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void anAgentIsRequired() {
        var run = CommandRun.of("run", "word-game", "--out", out);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--agent");
    }

    private Recording episodes() {
        return Recording.read(folder.resolve("run/episodes.jsonl"));
    }

    @Test
    void episodesThatWerePlayedAgainAreSaid() {
        var full = new AtomicBoolean(true);
        var provider = InProcessProvider.of(
                        Counter.Add.class, Counter.Total.class, () -> new ForwardingEnvironment<>(new Counter(1)) {
                            @Override
                            public StepResult<Counter.Total> reset(ResetOptions options) {
                                if (full.getAndSet(false)) {
                                    throw new CapacityException("full");
                                }
                                return super.reset(options);
                            }
                        })
                .withName("counter")
                .withTasks(TaskSet.seeds("count", 0, 1));
        EnvironmentCatalog catalog =
                () -> List.of(CatalogEntry.of(provider).withPolicy("any", () -> seen -> new Counter.Add(10, false)));

        var run = CommandRun.with(catalog, "run", "counter", "--agent", "any", "--out", out);
        var again = CommandRun.with(catalog, "run", "counter", "--agent", "any", "--out", out + "-again");

        assertThat(run.lines()).contains("episodes played again after a failure: 1, threads that never came back: 0");
        assertThat(again.code()).isZero();
        assertThat(again.out()).doesNotContain("played again");
    }
}
