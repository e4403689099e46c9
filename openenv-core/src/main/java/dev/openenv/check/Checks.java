package dev.openenv.check;

import java.util.List;
import java.util.function.Supplier;

/** All checks there are. */
final class Checks {

    private final Subject<?, ?> subject;

    private Checks(Subject<?, ?> subject) {
        this.subject = subject;
    }

    static List<SingleCheck> of(Subject<?, ?> subject) {
        return new Checks(subject).all();
    }

    private List<SingleCheck> all() {
        return List.of(
                check("spec", "it is described", Needs::nothing, () -> TaskChecks.spec(subject)),
                check("plays", "episodes can be played", Needs::nothing, () -> EpisodeChecks.plays(subject)),
                check(
                        "repeatable",
                        "the same seed and actions give the same episode",
                        Needs::seed,
                        () -> RepeatChecks.repeatable(subject)),
                check(
                        "seeds",
                        "another seed gives another episode, where that is claimed",
                        Needs::chance,
                        () -> RepeatChecks.seeds(subject)),
                check(
                        "clears",
                        "reset leaves nothing of the episode before",
                        Needs::repeatable,
                        () -> RepeatChecks.clears(subject)),
                check(
                        "isolated",
                        "environments share nothing, in turns and at the same time",
                        Needs::repeatable,
                        () -> RepeatChecks.isolated(subject)),
                check(
                        "unchanged",
                        "what was observed does not change later",
                        Needs::episodes,
                        () -> RepeatChecks.unchanged(subject)),
                check(
                        "looking",
                        "state and drawings change nothing",
                        Needs::repeatable,
                        () -> RepeatChecks.looking(subject)),
                check("state", "the state can be told", Needs::episodes, () -> EpisodeChecks.state(subject)),
                check(
                        "schema",
                        "observations and state are as declared",
                        Needs::episodes,
                        () -> EpisodeChecks.schema(subject)),
                check(
                        "json",
                        "actions and observations survive JSON",
                        Needs::episodes,
                        () -> EpisodeChecks.json(subject)),
                check("names", "no name is taken by the wire", Needs::episodes, () -> EpisodeChecks.names(subject)),
                check(
                        "rewards",
                        "rewards are in the declared range",
                        Needs::episodes,
                        () -> EpisodeChecks.rewards(subject)),
                check(
                        "refusals",
                        "invalid actions are refused and change nothing",
                        Needs::steadyDrawing,
                        () -> RefusalChecks.refusals(subject)),
                check("order", "calls out of order are refused", Needs::actions, () -> OrderChecks.order(subject)),
                check("close", "close works at any time and twice", Needs::episodes, () -> OrderChecks.close(subject)),
                check("threads", "close leaves no threads", Needs::episodes, () -> OrderChecks.threads(subject)),
                check("rendering", "it can always be drawn", Needs::drawing, () -> EpisodeChecks.rendering(subject)),
                check(
                        "secrets",
                        "declared secrets are never seen",
                        Needs::secrets,
                        () -> SecretChecks.secrets(subject)),
                check("keys", "what the grader knows is not seen", Needs::keys, () -> SecretChecks.keys(subject)),
                check(
                        "tasks",
                        "tasks start, and doing nothing solves none",
                        Needs::episodes,
                        () -> TaskChecks.tasks(subject)),
                check("solution", "the solution solves", Needs::solution, () -> TaskChecks.solution(subject)));
    }

    private SingleCheck check(String id, String title, Needs.Need need, Supplier<List<Finding>> body) {
        Supplier<CheckResult> whole =
                () -> need.missing(subject).map(CheckResult::skipped).orElseGet(() -> CheckResult.of(body.get()));
        return new SingleCheck(id, title, () -> Guard.run(subject, id, whole).without(subject.settings().secrets));
    }
}
