package dev.openenv.cli;

import dev.openenv.Action;
import dev.openenv.CatalogEntry;
import dev.openenv.EnvironmentProvider;
import dev.openenv.Observation;
import dev.openenv.OpenEnvException;
import dev.openenv.TaskSet;
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
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Agents playing tasks, one agent after the other, with progress, a table, and everything saved whatever happens. Played in
 * turns, finished once. Confined to one thread.
 */
final class Evaluation {

    private final Screen screen;
    private final Interruption interruption;
    private final EvaluationPlan plan;
    private final RunFolder folder;
    private final HtmlReport report;
    private final List<Trajectory<?, ?>> unfinished = new ArrayList<>();
    private int retries;
    private int abandonedThreads;
    private boolean empty = true;
    private @Nullable OpenEnvException failure;

    Evaluation(Screen screen, Interruption interruption, EvaluationPlan plan, RunFolder folder) {
        this.screen = screen;
        this.interruption = interruption;
        this.plan = plan;
        this.folder = folder;
        this.report = HtmlReport.of(plan.title()).created(Instant.now());
        interruption.cancelWith(() -> {}); // from here on there is something to save
    }

    /**
     * The agents play, until one is interrupted or an environment cannot be played at all.
     *
     * @param entry the environment, which has the agents
     * @param agents their names
     * @return what they played, in the order of the agents
     */
    <A extends Action, O extends Observation> List<Trajectory<A, O>> play(
            CatalogEntry<A, O> entry, Collection<String> agents) throws InterruptedException {
        var episodes = new ArrayList<Trajectory<A, O>>();
        for (var agent : agents) {
            if (!stopped()) {
                episodes.addAll(play(entry, agent, plan));
            }
        }
        return episodes;
    }

    /**
     * The agents play other tasks.
     *
     * @param entry the environment, which has the agents
     * @param tasks what is played in place of the plan's
     * @return what they played, in the order of the agents
     */
    <A extends Action, O extends Observation> List<Trajectory<A, O>> playAlso(CatalogEntry<A, O> entry, TaskSet tasks)
            throws InterruptedException {
        var episodes = new ArrayList<Trajectory<A, O>>();
        for (var agent : entry.agents().keySet()) {
            if (!stopped()) {
                episodes.addAll(play(entry, agent, plan.withTasks(tasks)));
            }
        }
        return episodes;
    }

    /** Whether nothing more can be played. */
    boolean stopped() {
        return interruption.occurred() || failure != null;
    }

    /** Shows the table, saves, and returns the exit code. The folder's writer must be closed. */
    int finish() {
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

    private <A extends Action, O extends Observation> List<Trajectory<A, O>> play(
            CatalogEntry<A, O> entry, String agent, EvaluationPlan plan) throws InterruptedException {
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
            return keep(
                    provider,
                    run.trajectories().stream().filter(begun::contains).toList(),
                    run.duration());
        } catch (RunFailedException e) {
            failure = e;
            count(e.run());
            return keep(provider, ended, e.run().duration());
        }
    }

    private void count(Run<?, ?> run) {
        retries += run.retries();
        abandonedThreads += run.abandonedThreads();
    }

    private <A extends Action, O extends Observation> List<Trajectory<A, O>> keep(
            EnvironmentProvider<A, O> provider, List<Trajectory<A, O>> episodes, Duration duration) {
        if (episodes.isEmpty()) {
            return episodes;
        }
        empty = false;
        report.add(provider, episodes, duration);
        for (var episode : episodes) {
            if (!episode.outcome().countsForAgent()) {
                unfinished.add(episode);
            }
        }
        return episodes;
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
