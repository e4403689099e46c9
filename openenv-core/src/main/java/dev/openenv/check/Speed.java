package dev.openenv.check;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What resets and steps cost, measured over the random episodes after they were played once. */
final class Speed {

    private Speed() {}

    static <A extends Action, O extends Observation> Optional<Measurements> measure(Subject<A, O> subject) {
        var scripts = subject.playable().stream()
                .filter(script -> script.random() && script.failure() == null)
                .toList();
        if (scripts.isEmpty()) {
            return Optional.empty();
        }
        long resetNanos = 0;
        long stepNanos = 0;
        long resetBytes = 0;
        long stepBytes = 0;
        var steps = 0;
        for (var script : scripts) {
            var env = subject.open();
            try {
                var play = subject.play(env);
                var bytes = AllocatedMemory.total();
                var nanos = System.nanoTime();
                play.reset(script.options());
                resetNanos += System.nanoTime() - nanos;
                resetBytes += difference(bytes);
                bytes = AllocatedMemory.total();
                nanos = System.nanoTime();
                script.actions().forEach(play::step);
                stepNanos += System.nanoTime() - nanos;
                stepBytes += difference(bytes);
                steps += script.actions().size();
            } finally {
                subject.end(env);
            }
        }
        var known = AllocatedMemory.total().isPresent();
        var solved = scripts.stream().filter(script -> solved(subject, script)).count();
        var count = scripts.size();
        return Optional.of(new Measurements(
                Duration.ofNanos(resetNanos / count),
                Duration.ofNanos(stepNanos / Math.max(1, steps)),
                known ? resetBytes / count : null,
                known ? stepBytes / Math.max(1, steps) : null,
                count,
                steps,
                scripts.stream().mapToDouble(Speed::reward).sum() / count,
                subject.spec().solved().isPresent() ? (double) solved / count : null));
    }

    private static long difference(OptionalLong before) {
        return Math.max(0, AllocatedMemory.total().orElse(0) - before.orElse(0));
    }

    private static double reward(Script<?> script) {
        return script.turns().stream()
                .mapToDouble(turn -> turn.number("reward").orElse(0))
                .sum();
    }

    private static boolean solved(Subject<?, ?> subject, Script<?> script) {
        var last = script.turns().get(script.turns().size() - 1);
        return subject.spec()
                .solved()
                .filter(criterion -> (!criterion.mustTerminate() || terminated(last))
                        && reward(script) >= criterion.minimumTotalReward() - 1e-9)
                .isPresent();
    }

    private static boolean terminated(JsonObject turn) {
        return turn.bool("terminated").orElse(false);
    }
}
