package dev.openenv.check;

import java.util.List;
import java.util.function.Supplier;

/** All checks there are. */
final class Checks {

    private Checks() {}

    static List<SingleCheck> of(Subject<?, ?> subject) {
        return List.of(
                always(subject, "spec", "it is described", () -> TaskChecks.spec(subject)),
                always(subject, "plays", "episodes can be played", () -> EpisodeChecks.plays(subject)),
                single(
                        subject,
                        "repeatable",
                        "the same seed and actions give the same episode",
                        () -> RepeatChecks.repeatable(subject)),
                single(
                        subject,
                        "seeds",
                        "another seed gives another episode, where that is claimed",
                        () -> RepeatChecks.seeds(subject)),
                single(
                        subject,
                        "clears",
                        "reset leaves nothing of the episode before",
                        () -> RepeatChecks.clears(subject)),
                single(
                        subject,
                        "isolated",
                        "environments share nothing, in turns and at the same time",
                        () -> RepeatChecks.isolated(subject)),
                single(
                        subject,
                        "unchanged",
                        "what was observed does not change later",
                        () -> RepeatChecks.unchanged(subject)),
                single(subject, "looking", "state and drawings change nothing", () -> RepeatChecks.looking(subject)),
                single(subject, "state", "the state can be told", () -> EpisodeChecks.state(subject)),
                single(
                        subject,
                        "schema",
                        "observations and state are as declared",
                        () -> EpisodeChecks.schema(subject)),
                single(subject, "json", "actions and observations survive JSON", () -> EpisodeChecks.json(subject)),
                single(subject, "names", "no name is taken by the wire", () -> EpisodeChecks.names(subject)),
                single(subject, "rewards", "rewards are in the declared range", () -> EpisodeChecks.rewards(subject)),
                single(
                        subject,
                        "refusals",
                        "invalid actions are refused and change nothing",
                        () -> RefusalChecks.refusals(subject)),
                single(subject, "order", "calls out of order are refused", () -> OrderChecks.order(subject)),
                single(subject, "close", "close works at any time and twice", () -> OrderChecks.close(subject)),
                single(subject, "threads", "close leaves no threads", () -> OrderChecks.threads(subject)),
                single(subject, "rendering", "it can always be drawn", () -> EpisodeChecks.rendering(subject)),
                single(subject, "secrets", "declared secrets are never seen", () -> SecretChecks.secrets(subject)),
                single(subject, "keys", "what the grader knows is not seen", () -> SecretChecks.keys(subject)),
                single(subject, "tasks", "tasks start, and doing nothing solves none", () -> TaskChecks.tasks(subject)),
                single(subject, "solution", "the solution solves", () -> TaskChecks.solution(subject)));
    }

    /** A check that needs an episode; where none can be played, the check of that tells. */
    private static SingleCheck single(Subject<?, ?> subject, String id, String title, Supplier<List<Finding>> body) {
        return always(subject, id, title, () -> subject.playable().isEmpty() ? List.of() : body.get());
    }

    private static SingleCheck always(Subject<?, ?> subject, String id, String title, Supplier<List<Finding>> body) {
        return new SingleCheck(
                id,
                title,
                () -> SecretChecks.masked(
                        Guard.run(subject, id, body), subject.settings().secrets()));
    }
}
