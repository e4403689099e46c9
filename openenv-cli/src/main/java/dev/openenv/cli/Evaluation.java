package dev.openenv.cli;

import dev.openenv.Action;
import dev.openenv.CatalogEntry;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.Trajectory;
import dev.openenv.report.HtmlReport;
import dev.openenv.report.ResultTable;
import dev.openenv.rollout.RolloutListener;
import dev.openenv.rollout.Rollouts;
import dev.openenv.rollout.Run;
import dev.openenv.rollout.RunFailedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Agents playing the tasks of one environment, one agent after the other, with progress, a table, and everything saved
 * whatever happens. Confined to one thread.
 */
final class Evaluation<A extends Action, O extends Observation> {

    private final Screen screen;
    private final Interruption interruption;
    private final CatalogEntry<A, O> entry;
    private final EvaluationPlan plan;
    private final RunFolder folder;
    private final HtmlReport report;
    private final List<Trajectory<A, O>> unfinished = new ArrayList<>();
    private int retries;
    private int abandonedThreads;
    private boolean empty = true;
    private @Nullable OpenEnvException failure;

    private Evaluation(
            Screen screen, Interruption interruption, CatalogEntry<A, O> entry, EvaluationPlan plan, RunFolder folder) {
        this.screen = screen;
        this.interruption = interruption;
        this.entry = entry;
        this.plan = plan;
        this.folder = folder;
        this.report = HtmlReport.of(plan.title()).created(Instant.now());
    }

    /** Plays all, closes the folder's writer, and returns the exit code. */
    static <A extends Action, O extends Observation> int run(
            Screen screen, Interruption interruption, CatalogEntry<A, O> entry, EvaluationPlan plan, RunFolder folder)
            throws InterruptedException {
        return new Evaluation<>(screen, interruption, entry, plan, folder).run();
    }

    private int run() throws InterruptedException {
        interruption.cancelWith(() -> {}); // from here on there is something to save
        try (folder) {
            for (var agent : plan.agents()) {
                if (!interruption.occurred() && failure == null) {
                    play(agent);
                }
            }
        }
        screen.line();
        if (!empty) {
            var table = ResultTable.of(report.statistics());
            screen.line((screen.unicode() ? table : table.ascii()).toString());
        }
        if (retries > 0 || abandonedThreads > 0) {
            screen.line("episodes played again after a failure: " + retries + ", threads that never came back: "
                    + abandonedThreads);
        }
        save();
        if (failure != null) {
            throw failure;
        }
        return interruption.occurred() ? ExitCode.INTERRUPTED : unfinished.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void play(String agent) throws InterruptedException {
        var provider = entry.provider();
        var ended = new ArrayList<Trajectory<A, O>>();
        try (var progress = Progress.of(screen, agent, plan.episodes())) {
            var running = Rollouts.of(provider)
                    .agent(agent, Entries.agent(entry, agent))
                    .tasks(plan.seededTasks())
                    .attempts(plan.attempts())
                    .parallel(plan.parallel())
                    .seed(plan.runSeed())
                    .maxSteps(plan.maxSteps())
                    .drawings(true)
                    .listener(folder.writer().listener(provider))
                    .listener(new RolloutListener<>() {
                        @Override
                        public void episodeEnded(Trajectory<A, O> trajectory) {
                            ended.add(trajectory);
                            progress.ended(trajectory.outcome());
                        }
                    })
                    .start();
            interruption.cancelWith(running::cancel);
            var run = running.await();
            count(run);
            // A cancelled run also lists what was not begun.
            var begun = Collections.newSetFromMap(new IdentityHashMap<Trajectory<A, O>, Boolean>());
            begun.addAll(ended);
            keep(run.trajectories().stream().filter(begun::contains).toList(), run.duration());
        } catch (RunFailedException e) {
            failure = e;
            count(e.run());
            keep(ended, e.run().duration());
        }
    }

    private void count(Run<?, ?> run) {
        retries += run.retries();
        abandonedThreads += run.abandonedThreads();
    }

    private void keep(List<Trajectory<A, O>> episodes, Duration duration) {
        if (episodes.isEmpty()) {
            return;
        }
        empty = false;
        report.add(entry.provider(), episodes, duration);
        for (var episode : episodes) {
            if (!episode.outcome().countsForAgent()) {
                unfinished.add(episode);
            }
        }
    }

    /** Writes the report and names the files in the last two lines. */
    private void save() {
        var written = true;
        try {
            report.write(folder.report());
        } catch (OpenEnvException e) {
            written = false;
            if (failure == null) {
                failure = e;
            } else {
                failure.addSuppressed(e);
            }
        }
        sayWhatIsMissing();
        screen.line("episodes: " + folder.episodes());
        screen.line("report:   " + (written ? folder.report() : "not written"));
    }

    private void sayWhatIsMissing() {
        if (interruption.occurred()) {
            screen.line("Interrupted: what was done until then is saved.");
        } else if (!unfinished.isEmpty()) {
            var first = unfinished.get(0);
            screen.line(unfinished.size() + (unfinished.size() == 1 ? " episode" : " episodes")
                    + " did not finish; the first is " + Printable.line(first.episodeId()) + ": "
                    + Printable.line(first.failure().map(why -> why.message()).orElse("cancelled")));
        }
    }
}
