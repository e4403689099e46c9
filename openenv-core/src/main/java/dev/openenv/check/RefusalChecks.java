package dev.openenv.check;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.json.JsonMismatchException;
import dev.openenv.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Actions that the rules do not allow: refused, without a trace in the world. */
final class RefusalChecks {

    private static final int MOST_PROBES = 40;
    private static final int STEPS_AFTER = 5;
    private static final String LEAVE =
            "Look at the whole action before anything changes, then throw" + " InvalidActionException.";

    private RefusalChecks() {}

    static <A extends Action, O extends Observation> List<Finding> refusals(Subject<A, O> subject) {
        var found = new Findings();
        for (var script : subject.playable()) {
            if (script.refused() > 0) {
                withRefusals(subject, script, found);
            }
        }
        var first = subject.playable().get(0);
        var plain = subject.playable().stream()
                .filter(script -> script.refused() < script.actions().size())
                .findFirst();
        var sample = plain.orElse(first);
        if (!sample.actions().isEmpty()) {
            var base = subject.provider().actionCodec().encode(sample.actions().get(0));
            for (var probe : odd(base, subject.spec().actionSchema())) {
                probe(subject, sample, probe, found);
            }
        }
        return found.all();
    }

    /** Refusals that the episode met by itself: nothing changes there, and without them the rest is the same. */
    private static <A extends Action, O extends Observation> void withRefusals(
            Subject<A, O> subject, Script<A> script, Findings found) {
        try (var play = subject.play()) {
            play.reset(script.options());
            for (var i = 0; i < script.actions().size() && !play.over(); i++) {
                var before = play.snapshot();
                var steady = before.equals(play.snapshot());
                play.step(script.actions().get(i));
                if (play.last() == null && steady && !play.snapshot().equals(before)) {
                    found.add(changed(subject, script.actions().get(i)).at(script.seed(), i + 1));
                }
            }
        }
        if (!subject.repeatable()) {
            return;
        }
        try (var play = subject.play()) {
            play.reset(script.options());
            for (var i = 0; i < script.actions().size(); i++) {
                if (!script.refused(i)) {
                    var turn = play.step(script.actions().get(i));
                    var difference = Texts.difference(script.turns().get(i + 1), turn);
                    if (difference.isPresent()) {
                        found.add(Finding.error(
                                        "refusal-changes-world",
                                        "after a refused action the episode goes on otherwise than without it: "
                                                + difference.get(),
                                        LEAVE)
                                .at(script.seed(), i + 1));
                        return;
                    }
                }
            }
        }
    }

    private static <A extends Action> Finding changed(Subject<A, ?> subject, A action) {
        return Finding.error(
                "refusal-changes-world",
                "the refused action "
                        + Texts.shown(subject.provider().actionCodec().encode(action)) + " changed state or drawing",
                LEAVE);
    }

    private static <A extends Action, O extends Observation> void probe(
            Subject<A, O> subject, Script<A> script, JsonObject probe, Findings found) {
        A action;
        try {
            action = subject.provider().actionCodec().decode(probe);
        } catch (JsonMismatchException e) {
            return; // never reaches the world
        } catch (RuntimeException e) {
            found.add(Finding.error(
                    "odd-action-breaks",
                    "reading " + Texts.shown(probe) + " gives " + Texts.thrown(e),
                    "Let the action's codec throw JsonMismatchException for what it cannot read."));
            return;
        }
        try (var play = subject.play()) {
            play.reset(script.options());
            var before = play.snapshot();
            var steady = before.equals(play.snapshot());
            play.step(action);
            if (play.last() != null) {
                var problems = SchemaMatch.problems(subject.spec().actionSchema(), probe);
                if (!problems.isEmpty()) {
                    found.add(Finding.error(
                                    "invalid-action-accepted",
                                    "the world took " + Texts.shown(probe) + ", although " + Texts.cut(problems.get(0)),
                                    "Refuse what the action's schema forbids, or allow it in the schema.")
                            .at(script.seed(), 1));
                }
                return;
            }
            if (!steady) {
                return; // looking alone changes it, which another check tells
            }
            if (!play.snapshot().equals(before)) {
                found.add(changed(subject, action).at(script.seed(), 1));
            } else if (subject.repeatable()) {
                goesOn(play, script, probe, found);
            }
        } catch (BrokenException e) {
            if (e.finding().code().equals("step-fails")) {
                found.add(Finding.error(
                                "odd-action-breaks",
                                "the action " + Texts.shown(probe) + " gives " + e.getMessage(),
                                "Throw InvalidActionException for an action that the rules do not allow; the agent may"
                                        + " then try another.")
                        .at(script.seed(), 1));
            }
        }
    }

    private static <A extends Action, O extends Observation> void goesOn(
            Play<A, O> play, Script<A> script, JsonObject probe, Findings found) {
        for (var i = 0; i < Math.min(STEPS_AFTER, script.actions().size()); i++) {
            var difference = Texts.difference(
                    script.turns().get(i + 1), play.step(script.actions().get(i)));
            if (difference.isPresent()) {
                found.add(Finding.error(
                                "refusal-changes-world",
                                "after " + Texts.shown(probe) + " was refused the episode goes on otherwise than"
                                        + " without it: " + difference.get(),
                                LEAVE)
                        .at(script.seed(), i + 1));
                return;
            }
        }
    }

    /** Actions one field away from a good one. */
    private static List<JsonObject> odd(JsonObject base, JsonObject schema) {
        var all = new ArrayList<JsonObject>();
        var properties = schema.object("properties").orElse(JsonObject.empty());
        for (var name : base.names()) {
            var value = base.get(name);
            if (value instanceof Number) {
                for (var odd : List.of(-1L, 1_000L, (long) Integer.MAX_VALUE, (long) Integer.MIN_VALUE)) {
                    all.add(base.with(name, odd));
                }
                var declared = properties.object(name).orElse(JsonObject.empty());
                declared.integer("minimum").ifPresent(least -> all.add(base.with(name, least - 1)));
                declared.integer("maximum").ifPresent(most -> all.add(base.with(name, most + 1)));
                all.add(base.with(name, "text"));
            } else if (value instanceof String) {
                for (var odd : List.of("", "no such \u00e9\ud83d\ude00 thing", "x".repeat(10_000))) {
                    all.add(base.with(name, odd));
                }
                all.add(base.with(name, 7));
            } else {
                all.add(base.with(name, "text"));
            }
            all.add(base.without(name));
        }
        all.add(base.with("no_such_field", 1));
        return all.subList(0, Math.min(MOST_PROBES, all.size()));
    }
}
