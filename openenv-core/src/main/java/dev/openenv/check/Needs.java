package dev.openenv.check;

import dev.openenv.Rendering;
import java.util.Optional;

/** What a check takes, each with the reason why it is not there. */
final class Needs {

    /** Tells why a check has nothing to look at. */
    interface Need {
        Optional<String> missing(Subject<?, ?> subject);
    }

    private Needs() {}

    static Optional<String> nothing(Subject<?, ?> subject) {
        return Optional.empty();
    }

    static Optional<String> episodes(Subject<?, ?> subject) {
        return missing(!subject.playable().isEmpty(), "no episode can be played");
    }

    static Optional<String> seed(Subject<?, ?> subject) {
        return episodes(subject)
                .or(() -> missing(subject.spec().seeded(), "the environment declares that it takes no seed"));
    }

    static Optional<String> repeatable(Subject<?, ?> subject) {
        return seed(subject)
                .or(() -> missing(subject.repeatable(), "episodes cannot be repeated, so none can be compared"));
    }

    static Optional<String> chance(Subject<?, ?> subject) {
        return missing(subject.settings().chance, "nobody claims it: withChance()")
                .or(() -> repeatable(subject))
                .or(() -> missing(subject.settings().seeds.size() > 1, "it takes two seeds"));
    }

    static Optional<String> actions(Subject<?, ?> subject) {
        return episodes(subject)
                .or(() -> missing(
                        subject.playable().stream()
                                .anyMatch(script -> !script.actions().isEmpty()),
                        "no action was taken"));
    }

    static Optional<String> steadyDrawing(Subject<?, ?> subject) {
        return actions(subject)
                .or(() -> missing(
                        RepeatChecks.looking(subject).isEmpty(),
                        "state and drawings change the world, which another check tells"));
    }

    static Optional<String> drawing(Subject<?, ?> subject) {
        return episodes(subject).or(() -> missing(drawn(subject), "the environment has no drawing"));
    }

    private static boolean drawn(Subject<?, ?> subject) {
        try (var play = subject.play()) {
            play.reset(subject.playable().get(0).options());
            return play.environment().find(Rendering.class).isPresent();
        }
    }

    static Optional<String> secrets(Subject<?, ?> subject) {
        return missing(!subject.settings().secrets.isEmpty(), "no secret is declared: withSecret(...)");
    }

    static Optional<String> keys(Subject<?, ?> subject) {
        return episodes(subject)
                .or(() -> missing(SecretChecks.hidesSomething(subject), "no task has a key or a hidden start"));
    }

    static Optional<String> solution(Subject<?, ?> subject) {
        return missing(subject.settings().solution != null, "no solution is named: withSolution(...)")
                .or(() -> missing(
                        subject.spec().solved().isPresent(), "no criterion of success is declared: withSolved(...)"))
                .or(() -> episodes(subject));
    }

    private static Optional<String> missing(boolean there, String reason) {
        return there ? Optional.empty() : Optional.of(reason);
    }
}
