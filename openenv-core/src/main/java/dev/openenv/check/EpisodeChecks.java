package dev.openenv.check;

import dev.openenv.Action;
import dev.openenv.Observation;
import dev.openenv.Rendering;
import dev.openenv.StepResult;
import dev.openenv.codec.JsonText;
import dev.openenv.json.Codec;
import dev.openenv.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an episode shows: failures, values against their schemas, rewards, drawings. */
final class EpisodeChecks {

    private static final List<String> RESERVED = List.of("reward", "done", "metadata");

    private static final String TOOL_NAME = "tool_name";

    private EpisodeChecks() {}

    /** What each turn of the scripts is looked at with. */
    private interface Look<A extends Action, O extends Observation> {
        void at(Play<A, O> play, Script<A> script, int step, StepResult<O> result);
    }

    private static <A extends Action, O extends Observation> void walk(Subject<A, O> subject, Look<A, O> look) {
        for (var script : subject.playable()) {
            try (var play = subject.play()) {
                play.follow(script, step -> {
                    var result = play.last();
                    if (result != null) {
                        look.at(play, script, step, result);
                    }
                });
            }
        }
    }

    static List<Finding> plays(Subject<?, ?> subject) {
        var found = new Findings();
        for (var script : subject.scripts()) {
            found.add(script.failure());
            script.notes().stream()
                    .filter(note -> !note.code().equals("state-fails"))
                    .forEach(found::add);
            var steps = script.actions().size();
            if (script.random() && subject.settings().solution == null && steps > 4 && script.refused() == steps) {
                found.add(Finding.advice(
                                "actions-refused",
                                "all of " + steps + " random actions were refused, the last because: "
                                        + Texts.shown(script.turns()
                                                .get(steps)
                                                .string(Play.REFUSED)
                                                .orElse("")),
                                "Name a source of actions that the rules allow, withActions(...), or a solution,"
                                        + " withSolution(...); little is checked without.")
                        .at(script.seed(), steps));
            }
            if (!script.done()
                    && script.failure() == null
                    && script.random()
                    && steps == subject.settings().steps
                    && subject.spec().maxSteps().isEmpty()) {
                found.add(Finding.advice(
                                "no-end-seen",
                                "an episode of " + steps + " random actions had no end, and no step limit is declared",
                                "Declare one with withMaxSteps(...), or be sure that every episode ends.")
                        .at(script.seed(), steps));
            }
        }
        return found.all();
    }

    static List<Finding> state(Subject<?, ?> subject) {
        var found = new Findings();
        for (var script : subject.scripts()) {
            script.notes().stream()
                    .filter(note -> note.code().equals("state-fails"))
                    .forEach(found::add);
        }
        for (var script : subject.playable()) {
            var start = script.turns().get(0).object("state").orElse(JsonObject.empty());
            var count = start.integer("step_count").orElse(0);
            if (count != 0) {
                found.add(Finding.error(
                                "step-count-wrong",
                                "the state counts " + count + " steps after a reset",
                                "Count from zero in each reset, or leave the count to the SDK: State.of(values).")
                        .at(script.seed(), 0));
            }
        }
        return found.all();
    }

    static <A extends Action, O extends Observation> List<Finding> schema(Subject<A, O> subject) {
        var found = new Findings();
        var spec = subject.spec();
        walk(subject, (play, script, step, result) -> {
            var declared = step == 0
                    ? spec.resetObservationSchema().orElse(spec.observationSchema())
                    : spec.observationSchema();
            var json = subject.provider().observationCodec().encode(result.observation());
            var problems = declaresToolReply(declared) && !json.has(TOOL_NAME)
                    ? List.<String>of() // lists of tools and the like, which that schema leaves out
                    : SchemaMatch.problems(declared, json);
            if (!problems.isEmpty()) {
                found.add(Finding.error(
                                "observation-not-as-declared",
                                Texts.cut(problems.get(0)),
                                "Change the world or the schema: agents and other languages read observations by it.")
                        .at(script.seed(), step));
            }
            var state = spec.stateSchema().isEmpty()
                    ? List.<String>of()
                    : stateProblems(play, spec.stateSchema().get());
            if (!state.isEmpty()) {
                found.add(Finding.error(
                                "state-not-as-declared",
                                Texts.cut(state.get(0)),
                                "Change what state() adds, or what withState(...) declares.")
                        .at(script.seed(), step));
            }
        });
        return found.all();
    }

    private static boolean declaresToolReply(JsonObject schema) {
        return schema.list("required").orElse(List.of()).contains(TOOL_NAME);
    }

    private static List<String> stateProblems(Play<?, ?> play, JsonObject schema) {
        var state = play.state();
        return state == null
                ? List.of()
                : SchemaMatch.problems(schema, play.environment().state().values());
    }

    static <A extends Action, O extends Observation> List<Finding> json(Subject<A, O> subject) {
        var found = new Findings();
        var observations = subject.provider().observationCodec();
        var actions = subject.provider().actionCodec();
        walk(
                subject,
                (play, script, step, result) ->
                        found.add(changed("observation", observations, result.observation(), script, step)));
        for (var script : subject.playable()) {
            for (var i = 0; i < script.actions().size(); i++) {
                found.add(changed("action", actions, script.actions().get(i), script, i + 1));
            }
        }
        return found.all();
    }

    private static <T> @Nullable Finding changed(String what, Codec<T> codec, T value, Script<?> script, int step) {
        String seen;
        try {
            var json = codec.encode(value);
            var read = codec.decode(JsonText.parse(JsonText.write(json)));
            var again = codec.encode(read);
            var equal = !value.getClass().isRecord() || value.equals(read);
            var same = JsonText.canonical(again).equals(JsonText.canonical(json));
            if (same && equal) {
                return null;
            }
            seen = Texts.shown(json) + " is read back as " + Texts.shown(same ? read : again);
        } catch (RuntimeException e) {
            seen = "cannot be read back: " + Texts.thrown(e);
        }
        return Finding.error(
                        what + "-changes-in-json",
                        seen,
                        "What crosses a wire or is recorded must come back equal; mend the type's constructor, its"
                                + " equals or its codec.")
                .at(script.seed(), step);
    }

    static <A extends Action, O extends Observation> List<Finding> rewards(Subject<A, O> subject) {
        var found = new Findings();
        var range = subject.spec().rewardRange();
        if (range.isEmpty()) {
            return List.of(Finding.advice(
                    "reward-range-missing",
                    "no range of rewards is declared",
                    "Declare it with withRewardRange(least, greatest): a reward outside is found where it is paid."));
        }
        walk(subject, (play, script, step, result) -> {
            if (result.reward().isPresent() && !range.get().contains(result.rewardOrZero())) {
                found.add(Finding.error(
                                "reward-out-of-range",
                                "a reward of " + result.rewardOrZero() + "; declared are "
                                        + range.get().minimum() + " to "
                                        + range.get().maximum(),
                                "Mend the reward or the declared range; as it is, the step fails.")
                        .at(script.seed(), step));
            }
        });
        return found.all();
    }

    static <A extends Action, O extends Observation> List<Finding> names(Subject<A, O> subject) {
        var found = new Findings();
        walk(subject, (play, script, step, result) -> {
            var fields = subject.provider().observationCodec().encode(result.observation());
            for (var name : RESERVED) {
                if (fields.has(name)) {
                    found.add(Finding.error(
                                    "name-reserved",
                                    "the observation has a field '" + name + "'",
                                    "Call it otherwise: over the wire this name means the step's own, and yours is"
                                            + " lost.")
                            .at(script.seed(), step));
                }
            }
            if (result.metadata().has("truncated")
                    && result.metadata().bool("truncated").orElse(true) != result.truncated()) {
                found.add(Finding.error(
                                "metadata-collides",
                                "the metadata say truncated = "
                                        + result.metadata().get("truncated") + ", the step says " + result.truncated(),
                                "Use another name: over the wire this one tells that the episode was cut off.")
                        .at(script.seed(), step));
            }
        });
        return found.all();
    }

    static <A extends Action, O extends Observation> List<Finding> rendering(Subject<A, O> subject) {
        var found = new Findings();
        walk(subject, (play, script, step, result) -> {
            try {
                play.environment().find(Rendering.class).ifPresent(drawn -> {
                    if (drawn.text().isBlank()) {
                        throw new IllegalStateException("the drawing is empty");
                    }
                    drawn.svg();
                });
            } catch (RuntimeException e) {
                found.add(Finding.error(
                                "rendering-fails",
                                Texts.thrown(e),
                                "Let text() and svg() draw whatever state the world is in.")
                        .at(script.seed(), step));
            }
        });
        return found.all();
    }
}
