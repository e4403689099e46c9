package dev.openenv.check;

import dev.openenv.Action;
import dev.openenv.Agent;
import dev.openenv.Observation;
import dev.openenv.Outcome;
import dev.openenv.TaskSet;
import dev.openenv.rollout.Rollouts;
import dev.openenv.rollout.Run;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;

/** The tasks that come with an environment: each starts, none solves itself, the solution solves them. */
final class TaskChecks {

    private static final int MOST_TASKS = 10;

    private TaskChecks() {}

    static <A extends Action, O extends Observation> List<Finding> tasks(Subject<A, O> subject) {
        var found = new Findings();
        TaskSet sample;
        try {
            sample = sample(subject.provider().tasks());
        } catch (RuntimeException e) {
            return List.of(Finding.error(
                    "tasks-fail", Texts.thrown(e), "Let tasks() give the same set at every call, and not throw."));
        }
        if (sample.isEmpty()) {
            return List.of(Finding.advice(
                    "tasks-missing",
                    "the environment brings no tasks",
                    "Add some with withTasks(...), if only TaskSet.seeds(name, 0, 100): then runs can be compared."));
        }
        for (var task : sample.tasks()) {
            var declared = sample.grading(task.id()).resetOptions();
            var options = declared.originalSeed().isPresent() ? declared : declared.withSeed(0);
            try (var play = subject.play()) {
                play.reset(options);
            } catch (BrokenException e) {
                found.add(Finding.error(
                                "task-fails",
                                "task '" + task.id() + "' does not start: " + e.getMessage(),
                                "Look at its reset options.")
                        .at(e.finding().seed(), 0));
            }
        }
        if (found.all().isEmpty()) {
            doingNothing(subject, sample, found);
        }
        return found.all();
    }

    private static <A extends Action, O extends Observation> void doingNothing(
            Subject<A, O> subject, TaskSet sample, Findings found) {
        if (subject.spec().solved().isEmpty()) {
            found.add(Finding.advice(
                    "success-missing",
                    "no criterion of success is declared",
                    "Declare one with withSolved(...), or grade episodes yourself; else nothing counts as solved."));
            return;
        }
        Supplier<Agent<A, O>> idle = () -> episode -> {};
        for (var trajectory : run(subject, sample, idle).trajectories()) {
            if (trajectory.outcome() == Outcome.SOLVED) {
                found.add(Finding.error(
                                "solved-by-nothing",
                                "task '" + trajectory.task().id() + "' counts as solved without a single step",
                                "Demand a reward or an end that only the work gives: SuccessCriterion.terminatedWith(...).")
                        .at(trajectory.resetOptions().seed().orElse(0), 0));
            }
        }
    }

    static <A extends Action, O extends Observation> List<Finding> solution(Subject<A, O> subject) {
        var solution = subject.settings().solution;
        if (solution == null) {
            return List.of();
        }
        var sample = sample(subject.tasks());
        var trajectories = run(subject, sample, solution).trajectories();
        var unsolved = trajectories.stream()
                .filter(trajectory -> trajectory.outcome() != Outcome.SOLVED)
                .toList();
        if (unsolved.isEmpty()) {
            return List.of();
        }
        var first = unsolved.get(0);
        if (first.outcome() == Outcome.ENVIRONMENT_FAILED && told(subject)) {
            return List.of();
        }
        var seen = unsolved.size() + " of " + trajectories.size() + " episodes were not solved; the first, '"
                + first.task().id() + "', ended " + first.outcome() + " with a reward of " + first.totalReward()
                + first.failure()
                        .map(failure -> ": " + Texts.shown(failure.message()))
                        .orElse("");
        var finding = unsolved.size() == trajectories.size()
                ? Finding.error(
                        "never-solved",
                        seen,
                        "Mend the solution, the rewards or the criterion; as it is, nobody knows that a task can be solved.")
                : Finding.advice(
                        "not-always-solved", seen, "Where chance decides, leave it; else look at those that failed.");
        return List.of(finding.at(first.resetOptions().seed().orElse(0), null));
    }

    /** Whether another check tells why the environment fails. */
    private static boolean told(Subject<?, ?> subject) {
        return subject.knownToFail() || EpisodeChecks.rewards(subject).stream().anyMatch(Finding::isError);
    }

    private static <A extends Action, O extends Observation> Run<A, O> run(
            Subject<A, O> subject, TaskSet sample, Supplier<? extends Agent<A, O>> agent) {
        var rollouts = Rollouts.of(subject.provider())
                .agent(agent)
                .parallel(1)
                .closeLimit(subject.settings().callLimit)
                .episodeLimit(subject.settings().checkLimit.dividedBy(2L * Math.max(3, sample.size())));
        return (sample.isEmpty() ? rollouts.episodes(3) : rollouts.tasks(sample)).run();
    }

    /** A few from all over the set. */
    private static TaskSet sample(TaskSet all) {
        var tasks = all.tasks();
        var ids = new LinkedHashSet<String>();
        var count = Math.min(MOST_TASKS, tasks.size());
        for (var i = 0; i < count; i++) {
            ids.add(tasks.get((int) ((long) i * tasks.size() / count)).id());
        }
        return all.filter(task -> ids.contains(task.id()));
    }

    static List<Finding> spec(Subject<?, ?> subject) {
        var found = new Findings();
        if (subject.spec().description().isBlank()) {
            found.add(Finding.advice(
                    "description-missing",
                    "the environment has no description",
                    "Say in a sentence or two what is to be done in it: withDescription(...)."));
        }
        if (!subject.spec().equals(subject.provider().spec())) {
            found.add(Finding.error(
                    "spec-changes", "spec() gives another spec at each call", "Make the spec once and keep it."));
        }
        return found.all();
    }
}
