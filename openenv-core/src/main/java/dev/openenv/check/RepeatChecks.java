package dev.openenv.check;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.Rendering;
import dev.openenv.ResetOptions;
import dev.openenv.codec.JsonText;
import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Episodes held against the same episodes, played again in another way. */
final class RepeatChecks {

    private static final String DRAW =
            "Draw from the reset options' random() only, read no clock, and iterate over nothing whose order is that of"
                    + " hashes.";

    private RepeatChecks() {}

    static <A extends Action, O extends Observation> List<Finding> again(Subject<A, O> subject, List<Script<A>> all) {
        var found = new Findings();
        for (var script : all) {
            try (var play = subject.play()) {
                compare(play, script, () -> {}, "not-repeatable", DRAW).ifPresent(found::add);
            }
        }
        return found.all();
    }

    static List<Finding> repeatable(Subject<?, ?> subject) {
        return subject.unrepeatable();
    }

    static <A extends Action, O extends Observation> List<Finding> seeds(Subject<A, O> subject) {
        for (var script : subject.playable()) {
            for (var seed : subject.settings().seeds) {
                try (var play = subject.play()) {
                    if (compare(play, script, script.options().withSeed(seed), () -> {}, "", "")
                            .isPresent()) {
                        return List.of();
                    }
                }
            }
        }
        return List.of(Finding.error(
                "seed-ignored",
                "the episodes of the seeds " + subject.settings().seeds + " are the same",
                "Draw what differs between episodes from the reset options' random(), made anew at each reset."));
    }

    static <A extends Action, O extends Observation> List<Finding> clears(Subject<A, O> subject) {
        var found = new Findings();
        var all = subject.playable();
        for (var i = 0; i < all.size(); i++) {
            var before = all.get((i + 1) % all.size());
            try (var play = subject.play()) {
                for (var count :
                        List.of(before.actions().size(), before.actions().size() / 2)) {
                    play.reset(before.options());
                    for (var action : before.actions().subList(0, count)) {
                        if (play.over()) {
                            break;
                        }
                        play.step(action);
                    }
                    compare(
                                    play,
                                    all.get(i),
                                    () -> {},
                                    "reset-keeps",
                                    "Set every field of the world in reset; here something of an earlier episode was"
                                            + " left.")
                            .ifPresent(found::add);
                }
            }
        }
        return found.all();
    }

    static <A extends Action, O extends Observation> List<Finding> looking(Subject<A, O> subject) {
        var found = new Findings();
        for (var script : subject.repeatable() ? subject.playable() : List.<Script<A>>of()) {
            try (var play = subject.play()) {
                Runnable look = () -> {
                    play.state();
                    play.snapshot();
                    play.environment().find(Rendering.class).ifPresent(drawn -> ignoreFailure(drawn::svg));
                };
                compare(
                                play,
                                script,
                                look,
                                "looking-changes-world",
                                "Let state() and renderings only read; they are called any number of times.")
                        .ifPresent(found::add);
            }
        }
        return found.all();
    }

    private static void ignoreFailure(Runnable body) {
        try {
            body.run();
        } catch (RuntimeException e) {
            // the check of renderings tells
        }
    }

    static <A extends Action, O extends Observation> List<Finding> isolated(Subject<A, O> subject) {
        var all = subject.playable();
        var left = all.get(0);
        var right = all.get(1 % all.size());
        var found = new Findings();
        var advice =
                "Keep nothing of an episode in static fields or in objects that environments share; the factory has"
                        + " to make a new world each time.";
        try (var one = subject.play();
                var two = subject.play()) {
            var seen = List.of(new ArrayList<JsonObject>(), new ArrayList<JsonObject>());
            seen.get(0).add(one.reset(left.options()));
            seen.get(1).add(two.reset(right.options()));
            for (var i = 0; i < Math.max(left.actions().size(), right.actions().size()); i++) {
                if (i < left.actions().size()) {
                    seen.get(0).add(one.step(left.actions().get(i)));
                }
                if (i < right.actions().size()) {
                    seen.get(1).add(two.step(right.actions().get(i)));
                }
            }
            found.add(first(left, seen.get(0), "shared-state", "in turns with another environment: ", advice));
            found.add(first(right, seen.get(1), "shared-state", "in turns with another environment: ", advice));
        } catch (BrokenException e) {
            found.add(Finding.error("shared-state", "in turns with another environment: " + e.getMessage(), advice)
                    .at(e.finding().seed(), e.finding().step()));
        }
        return found.all().isEmpty() ? atTheSameTime(subject, left, right, advice) : found.all();
    }

    private static <A extends Action, O extends Observation> List<Finding> atTheSameTime(
            Subject<A, O> subject, Script<A> left, Script<A> right, String advice) {
        Function<Script<A>, FutureTask<Optional<Finding>>> start = script -> {
            var task = new FutureTask<>(() -> {
                try (var play = subject.play()) {
                    return compare(play, script, () -> {}, "shared-state", advice);
                }
            });
            var thread = new Thread(task, "openenv-check-beside");
            thread.setDaemon(true);
            thread.start();
            return task;
        };
        var found = new Findings();
        for (var task : List.of(start.apply(left), start.apply(right))) {
            try {
                task.get(subject.settings().checkLimit.toNanos(), TimeUnit.NANOSECONDS)
                        .ifPresent(found::add);
            } catch (ExecutionException e) {
                found.add(Finding.error(
                        "shared-state",
                        "beside another environment on another thread: "
                                + Texts.thrown(e.getCause() == null ? e : e.getCause()),
                        advice));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                task.cancel(true);
            } catch (TimeoutException e) {
                task.cancel(true);
            }
        }
        return found.all();
    }

    static <A extends Action, O extends Observation> List<Finding> unchanged(Subject<A, O> subject) {
        var found = new Findings();
        var codec = subject.provider().observationCodec();
        for (var script : subject.playable()) {
            var given = new ArrayList<O>();
            var texts = new ArrayList<String>();
            try (var play = subject.play()) {
                play.follow(script, turn -> {
                    var last = play.last();
                    if (last != null) {
                        given.add(last.observation());
                        texts.add(JsonText.canonical(codec.encode(last.observation())));
                    }
                });
                play.reset(script.options());
            }
            for (var i = 0; i < given.size(); i++) {
                var now = JsonText.canonical(codec.encode(given.get(i)));
                if (!now.equals(texts.get(i))) {
                    found.add(Finding.error(
                                    "observation-changes-later",
                                    "an observation was " + Texts.shown(texts.get(i)) + " when given and is now "
                                            + Texts.shown(now),
                                    "Copy lists and maps into the observation, for example with List.copyOf.")
                            .at(script.seed(), i));
                }
            }
        }
        return found.all();
    }

    private static <A extends Action, O extends Observation> Optional<Finding> compare(
            Play<A, O> play, Script<A> script, Runnable before, String code, String advice) {
        return compare(play, script, script.options(), before, code, advice);
    }

    /** Plays a script's actions and tells the first turn that is not the script's. */
    private static <A extends Action, O extends Observation> Optional<Finding> compare(
            Play<A, O> play, Script<A> script, ResetOptions options, Runnable before, String code, String advice) {
        var seen = new ArrayList<JsonObject>();
        try {
            seen.add(play.reset(options));
            for (var i = 0; i < script.actions().size(); i++) {
                before.run();
                seen.add(play.step(script.actions().get(i)));
                if (Texts.difference(script.turns().get(i + 1), seen.get(i + 1)).isPresent()) {
                    break;
                }
            }
        } catch (BrokenException e) {
            return Optional.of(Finding.error(code, "played again: " + e.getMessage(), advice)
                    .at(script.seed(), seen.size()));
        }
        return Optional.ofNullable(first(script, seen, code, "", advice));
    }

    private static @Nullable Finding first(
            Script<?> script, List<JsonObject> seen, String code, String how, String advice) {
        for (var i = 0; i < seen.size(); i++) {
            var difference = Texts.difference(script.turns().get(i), seen.get(i));
            if (difference.isPresent()) {
                return Finding.error(code, how + difference.get(), advice).at(script.seed(), i);
            }
        }
        return null;
    }
}
